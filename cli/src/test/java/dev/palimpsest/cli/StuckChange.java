package dev.palimpsest.cli;

import dev.palimpsest.cli.StuckShop.Product;
import java.util.List;
import java.util.function.Consumer;

/** What may change under a run: an upgrade of the application, a restored backup. */
enum StuckChange {
    NONE(shop -> {}),
    TREATED_COLUMN_DROPPED(shop -> {
        shop.sql("alter table member drop column nickname");
        shop.mendableBy("    nickname: {replace: gone}\n", "");
    }),
    IDENTIFIER_DROPPED(shop -> {
        shop.sql("alter table member drop column email");
        shop.mendableBy("    email: erase\n", "");
        shop.mendableBy("    email: email\n", "");
    }),
    TREATED_COLUMN_RENAMED(shop -> {
        shop.sql("alter table member rename column email to mail");
        shop.mendableBy("    email: erase\n", "    mail: erase\n");
        shop.mendableBy("    email: email\n", "    email: mail\n");
    }),
    TEXT_COLUMN_ADDED(shop -> {
        shop.sql("alter table member add column remark varchar(200)");
        StuckShop.GOING.forEach(key -> shop.sql(
                "update member set remark = 'known as " + shop.name(Integer.parseInt(key)) + "' where id = " + key));
        shop.mendableBy("    locker: erase\n", "    locker: erase\n    remark: erase\n");
    }),
    TABLE_ADDED(shop -> {
        shop.sql("create table loyalty (id bigint primary key, member_id bigint not null references member (id),"
                + " holder varchar(80))");
        StuckShop.GOING.forEach(key -> shop.sql("insert into loyalty select id, id, '"
                + shop.name(Integer.parseInt(key)) + "' from member where id = " + key));
        shop.mendableBy("  letter: delete\n", "  letter: delete\n  loyalty: {holder: erase}\n");
    }),
    TABLE_DROPPED(shop -> {
        shop.sql("drop table letter");
        shop.mendableBy("  letter: delete\n", "");
    }),
    TEXT_TO_NUMBER(shop -> shop.either(
            "alter table member alter locker type int using locker::int", "alter table member modify locker int")),
    SHORTER(shop -> {
        shop.sql("update member set nickname = left(nickname, 3)");
        shop.either(
                "alter table member alter nickname type varchar(3)", "alter table member modify nickname varchar(3)");
        shop.mendableBy("{replace: gone}", "{replace: x}");
    }),
    NOT_NULL_ADDED(shop -> {
        shop.sql("update member set email = 'none' where email is null");
        shop.either(
                "alter table member alter email set not null", "alter table member modify email varchar(120) not null");
        shop.mendableBy("    email: erase\n", "    email: {replace: none}\n");
    }),
    KEPT_COLUMN_DROPPED(shop -> {
        shop.sql("alter table visit drop column room");
        shop.mendableBy("    room: keep\n", "");
    }),
    TRIGGER_ADDED(shop -> shop.either(
            "create function touched() returns trigger language plpgsql as $$ begin new.status = new.status; return new; end $$;\n"
                    + "create trigger touch before update on member for each row execute function touched()",
            "create trigger touch before update on member for each row set new.status = new.status")),
    FOREIGN_KEY_ADDED(shop -> {
        shop.sql("delete from diary where member_id not in (select id from member)");
        shop.sql("alter table diary add constraint diary_member foreign key (member_id) references member (id)");
        shop.mendableBy("  letter: delete\n", "  letter: delete\n  diary: {line: {redact: anywhere}}\n");
    }),
    UNIQUE_ADDED(shop -> shop.sql("create unique index member_email on member (email)")),
    SUBJECT_TABLE_RENAMED(shop -> {
        shop.rename("alter table member rename to client", "alter table client rename to member");
        shop.subjectTable = "client";
        shop.mendableBy("  table: member\n", "  table: client\n");
        shop.mendableBy("  member:\n", "  client:\n");
    }),
    SUBJECT_KEY_RENAMED(shop -> {
        shop.rename(
                "alter table member rename column id to member_no", "alter table member rename column member_no to id");
        shop.subjectKey = "member_no";
        shop.mendableBy("  key: id\n", "  key: member_no\n");
    }),
    KEY_TYPE_CHANGED(StuckChange::changeKeyType),
    RESTORED_FROM_BEFORE_PALIMPSEST(shop -> {
        dropOwnTables(shop);
        shop.restoreBusiness();
    }),
    RESTORED_FROM_BEFORE_THE_RUN(shop -> {
        List.of("outbox", "trace", "statistic", "receipt", "frozen", "merge").forEach(table -> forget(shop, table));
        forget(shop, "run");
        shop.restoreBusiness();
    }),
    RESTORED_FROM_THE_MIDDLE(shop -> {
        List.of("outbox", "trace", "statistic", "receipt").forEach(table -> forget(shop, table));
        if (hasOwnTables(shop)) {
            shop.sql("update palimpsest_run set status = 'RUNNING', finished_at = null");
        }
        shop.restoreBusiness();
    }),
    OWN_TABLES_DROPPED(StuckChange::dropOwnTables),
    OWN_TABLES_OLD(shop -> {
        if (hasOwnTables(shop)) {
            shop.sql("alter table palimpsest_receipt drop column seen");
            shop.sql("delete from palimpsest_version where version >= 4");
        }
    });

    private final Consumer<StuckShop> made;

    StuckChange(Consumer<StuckShop> made) {
        this.made = made;
    }

    void make(StuckShop shop) {
        made.accept(shop);
    }

    private static boolean hasOwnTables(StuckShop shop) {
        return !ownTables(shop).isEmpty();
    }

    private static List<String> ownTables(StuckShop shop) {
        return shop.strings("select table_name from information_schema.tables where table_schema = "
                + (shop.product == Product.POSTGRESQL ? "'public'" : "database()")
                + " and table_name like 'palimpsest%'");
    }

    private static void forget(StuckShop shop, String table) {
        if (hasOwnTables(shop)) {
            shop.sql("delete from palimpsest_" + table);
        }
    }

    private static void dropOwnTables(StuckShop shop) {
        List<String> tables = ownTables(shop);
        if (!tables.isEmpty()) {
            shop.either(
                    "drop table " + String.join(", ", tables) + " cascade",
                    "set foreign_key_checks = 0;\ndrop table " + String.join(", ", tables));
        }
    }

    private static void changeKeyType(StuckShop shop) {
        List<String> referring = List.of("visit", "message", "letter");
        for (String table : referring) {
            shop.either(
                    "alter table " + table + " drop constraint " + table + "_member_id_fkey",
                    "alter table " + table + " drop foreign key " + table + "_ibfk_1");
        }
        shop.either(
                "alter table member alter id type varchar(40)", "alter table member modify id varchar(40) not null");
        for (String table : referring) {
            shop.either(
                    "alter table " + table + " alter member_id type varchar(40)",
                    "alter table " + table + " modify member_id varchar(40) not null");
            shop.sql("alter table " + table + " add foreign key (member_id) references member (id)");
        }
    }
}
