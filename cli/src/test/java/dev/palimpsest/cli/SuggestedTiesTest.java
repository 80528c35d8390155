package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class SuggestedTiesTest {
    @TempDir
    Path directory;

    @Test
    void check_puts_columns_that_seem_to_refer_to_a_person_to_the_owner() {
        GymOnServer gym = new GymOnServer(directory);
        assertThat(gym.cli().call("check").out()).doesNotContain("Not decided");

        gym.sql("create table locker (id int primary key, member_id bigint)");
        gym.sql("insert into locker select id, id from member limit 3");

        assertThat(gym.cli().call("check").out())
                .contains("Not decided", "{via: \"member_id -> member.id\"}", "'ties: {locker.member_id: none}'")
                .contains("  locker.member_id  called like references that are declared, 3 of 3 values known there");
        assertThat(gym.cli()
                        .call("check", "--format", "json")
                        .json()
                        .at("/check/suggestions/0/reason")
                        .asString())
                .isEqualTo("same_name");

        gym.mapWith("palimpsest: 1\n", "palimpsest: 1\nties: {locker.member_id: none}\n");
        assertThat(gym.cli().call("check").out()).doesNotContain("Not decided");
    }
}
