package dev.palimpsest.run;

/** Something the business writes that forbids anonymisation or shows that the member was here. */
enum Fact {
    /** A foreign key that is checked at once. */
    NEW_CONTRACT(
            "insert into contract (member_id, number) values (:member, ':tag')",
            "select count(*) from contract where number = ':tag' and member_id = :member and ends_on is null"),
    CONTRACT_WITHOUT_END(
            "update contract set ends_on = null where number = 'C:member'",
            "select count(*) from contract where number = 'C:member' and ends_on is null"),
    CHECK_IN(
            "insert into check_in (member_id, at, fee) values (:member, '2026-11-22 09:08:07', 2.5)",
            "select count(*) from check_in where member_id = :member and at = '2026-11-22 09:08:07' and fee = 2.5"),
    BALANCE(
            "update account set balance = 12.34 where member_id = :member",
            "select count(*) from account where member_id = :member and balance = 12.34"),
    /** No foreign key at all. */
    NEW_TASK(
            "insert into task (member_id, number, status) values (:member, ':tag', 'OPEN')",
            "select count(*) from task where number = ':tag' and member_id = :member and status = 'OPEN'"),
    TASK_REOPENED(
            "update task set status = 'OPEN' where number = 'T:member'",
            "select count(*) from task where number = 'T:member' and status = 'OPEN'"),
    /** A foreign key that is checked at commit. */
    NEW_CREDIT(
            "insert into credit (member_id, number, remaining) values (:member, ':tag', 3)",
            "select count(*) from credit where number = ':tag' and member_id = :member and remaining = 3"),
    /** Two references away; the one below is old. */
    NEW_LINE(
            "insert into line (invoice_id, number, open, amount) select id, ':tag', true, 5 from invoice"
                    + " where number = 'I:member'",
            "select count(*) from line join invoice on invoice.id = invoice_id where line.number = ':tag'"
                    + " and member_id = :member and open and amount = 5"),
    NEW_INVOICE_AND_LINE(
            "insert into invoice (member_id, number, issued_on) values (:member, ':tag', '2026-11-22');"
                    + " insert into line (invoice_id, number, open, amount) select id, ':tag', true, 5 from invoice"
                    + " where number = ':tag'",
            "select count(*) from line join invoice on invoice.id = invoice_id where line.number = ':tag'"
                    + " and member_id = :member and issued_on = '2026-11-22'"),
    /** Somebody else's open lines become this member's. */
    INVOICE_TAKEN_OVER(
            "update invoice set member_id = :member where number = 'D:free'",
            "select count(*) from invoice where number = 'D:free' and member_id = :member"),
    /** The same where no foreign key says so. */
    PARCEL_TAKEN_OVER(
            "update parcel set member_id = :member where number = 'P:free'",
            "select count(*) from parcel where number = 'P:free' and member_id = :member"),
    NEW_PART(
            "insert into parcel (member_id, number) values (:member, ':tag');"
                    + " insert into part (parcel_id, number, lent) select id, ':tag', true from parcel"
                    + " where number = ':tag'",
            "select count(*) from part join parcel on parcel.id = parcel_id where part.number = ':tag'"
                    + " and member_id = :member and lent");

    private final String write;
    private final String found;

    Fact(String write, String found) {
        this.write = write;
        this.found = found;
    }

    /**
     * The statements that write it.
     *
     * @param free number of an invoice or parcel that nobody has taken over yet
     */
    String[] write(long member, String tag, int free) {
        return filled(write, member, tag, free).split("; ");
    }

    /** A query that counts 1 when the fact is there as it was written. */
    String found(long member, String tag, int free) {
        return filled(found, member, tag, free);
    }

    private static String filled(String sql, long member, String tag, int free) {
        return sql.replace(":member", Long.toString(member))
                .replace(":tag", tag)
                .replace(":free", Integer.toString(free));
    }
}
