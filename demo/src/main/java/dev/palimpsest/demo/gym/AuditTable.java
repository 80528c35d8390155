package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Address;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.Phone;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.MemberTables.ContractChange;
import dev.palimpsest.demo.gym.Person.Change;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the audit triggers would have written while people married, moved and changed their contracts. */
final class AuditTable {
    private final Load load;
    private final List<ContractChange> contractChanges;

    AuditTable(Load load, List<ContractChange> contractChanges) {
        this.load = load;
        this.contractChanges = contractChanges;
    }

    void write() throws SQLException {
        load.table("audit_log", "id,table_name,row_id,action,old_row,new_row,changed_by,changed_at", rows -> {
            load.roster.people.forEach(person -> member(rows, person));
            contractChanges.forEach(change -> contract(rows, change));
        });
    }

    private void member(TableRows rows, Person person) {
        Change change = person.change();
        if (change == null) {
            return;
        }
        long id = rows.rows() + 1;
        String before = row(
                person,
                person.nameOn(change.on().minusDays(1)),
                person.addressOn(change.on().minusDays(1)));
        String after = row(person, person.name(), person.address());
        if (change.address() != null) {
            load.own(person, Form.FORMER_ADDRESS, "audit_log", "old_row", id);
        }
        load.own(person, Form.ADDRESS, "audit_log", "new_row", id);
        load.own(person, Form.EMAIL, "audit_log", "new_row", id);
        audit(
                rows,
                "member",
                person.id(),
                before,
                after,
                change.on().atTime(11, 40).toString());
    }

    private static String row(Person person, Name name, Address address) {
        Person.Contact contact = person.contact();
        return "{\"first_name\": \"" + name.first() + "\", \"last_name\": \"" + name.last() + "\", \"email\": "
                + json(contact.email()) + ", \"mobile\": " + json(Phone.written(contact.mobile(), Phone.Style.PLAIN))
                + ", \"landline\": " + json(Phone.written(contact.landline(), Phone.Style.PLAIN)) + ", \"address\": "
                + json(address.oneLine()) + "}";
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private void contract(TableRows rows, ContractChange change) {
        String remark = null;
        if (change.remark() != null) {
            remark = "Geworben von " + change.remark().written() + ".";
            load.planted.add(change.remark()
                    .at("audit_log", "old_row", rows.rows() + 1, change.host().id()));
        }
        String end =
                change.terms().ends() == null ? "null" : "\"" + change.terms().ends() + "\"";
        String before =
                "{\"tariff\": \"Basis\", \"ends_on\": null, \"monthly_fee\": 19.90, \"remarks\": " + json(remark) + "}";
        String after = "{\"tariff\": \"Basis\", \"ends_on\": " + end + ", \"monthly_fee\": 19.90, \"remarks\": null}";
        audit(
                rows,
                "contract",
                change.contract(),
                before,
                after,
                change.terms().starts().plusDays(30).atTime(9, 5).toString());
    }

    private void audit(TableRows rows, String table, long key, String before, String after, String at) {
        rows.number(rows.rows() + 1)
                .text(table)
                .number(key)
                .text("U")
                .text(before)
                .text(after)
                .text("studio")
                .text(at)
                .endRow();
    }
}
