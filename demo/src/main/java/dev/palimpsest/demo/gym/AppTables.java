package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.TableRows;
import dev.palimpsest.demo.gym.History.Session;
import java.sql.SQLException;
import java.util.UUID;

/** Writes documents and what the app leaves behind. */
final class AppTables {
    private final Load load;

    AppTables(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        load.table("document", "id,member_id,kind,file_name,storage_path,size_bytes,uploaded_at", this::documents);
        load.table("app_account", "id,member_id,login,password_hash,push_token,registered_at", this::accounts);
        load.table("app_session", "id,app_account_id,device,ip_address,last_seen_at", this::sessions);
    }

    private void documents(TableRows rows) {
        for (Person person : load.roster.people) {
            for (Membership.Contract contract : person.membership().contracts()) {
                long id = rows.rows() + 1;
                String name = "Vertrag_" + load.own(person, Form.FILE_NAME, "document", "file_name", id) + ".pdf";
                rows.number(id)
                        .number(person.id())
                        .text("CONTRACT")
                        .text(name)
                        .text("ablage/" + contract.starts().getYear() + "/" + id + "/" + name)
                        .number(180_000 + id % 90_000)
                        .time(contract.starts().minusDays(2).atTime(16, 25))
                        .endRow();
            }
        }
    }

    /** The login is the member's e-mail; families and people without one made up another. */
    private void accounts(TableRows rows) {
        for (Person person : load.roster.people) {
            if (!load.history.hasApp(person)) {
                continue;
            }
            String email = person.ownEmail();
            String login =
                    email == null ? person.name().inAddresses('-') + ".app" + person.id() + "@mail.example" : email;
            Dice dice = load.dice(Topic.APP, person.id());
            rows.number(person.id())
                    .number(person.id())
                    .text(login)
                    .text("$2b$12$" + letters(dice) + letters(dice))
                    .text("fcm:" + letters(dice) + letters(dice))
                    .time(
                            person.membership().lastVisit() == null
                                    ? load.today.atStartOfDay()
                                    : person.membership().lastVisit().minusDays(100))
                    .endRow();
        }
    }

    private void sessions(TableRows rows) {
        for (Person person : load.roster.people) {
            Dice dice = load.dice(Topic.APP, -person.id());
            for (Session session : load.history.sessions(person)) {
                String device = "{\"model\": \"" + dice.pick("Pixel", "Galaxy", "iPhone") + "\", \"owner\": \""
                        + person.name().first() + "s Handy\"}";
                rows.text(new UUID(dice.next(), dice.next()).toString())
                        .number(person.id())
                        .text(device)
                        .text("2001:db8::" + Integer.toHexString(dice.below(65_535)))
                        .time(session.lastSeen().withSecond(0))
                        .endRow();
            }
        }
    }

    /** Only letters: a random row of digits could be taken for a telephone number. */
    private static String letters(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append((char) ('a' + dice.below(26)));
        }
        return text.toString();
    }
}
