package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.IP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7       | from 203.0.113.7.                      | 203.0.113.7",
                "203.0.113.7       | 203.0.113.7:8080 and                   | 203.0.113.7",
                "203.0.113.7       | ip=203.000.113.007, x                  | 203.000.113.007",
                "203.0.113.7/32    | client:203.0.113.7                     | 203.0.113.7",
                "203.0.113.7       | ::ffff:203.0.113.7                     | ::ffff:203.0.113.7",
                "203.0.113.7       | ::FFFF:cb00:7107                       | ::FFFF:cb00:7107",
                "::ffff:203.0.113.7 | [203.0.113.7]                         | 203.0.113.7",
                "2001:db8::1       | at 2001:0DB8:0:0:0:0:0:1, once         | 2001:0DB8:0:0:0:0:0:1",
                "2001:db8::1       | 2001:0db8:0000:0000:0000:0000:0000:0001 | 2001:0db8:0000:0000:0000:0000:0000:0001",
                "2001:DB8:0:0::1   | http://[2001:db8::1]:443/x             | 2001:db8::1",
                "2001:db8::1/64    | node:2001:db8::1                       | 2001:db8::1",
                "2001:db8::1       | add:2001:db8::1                        | 2001:db8::1",
                "2001:db8::1       | ip=2001%3Adb8%3A%3A1&x                 | 2001%3Adb8%3A%3A1",
                "2001:db8::        | net 2001:db8:: here                    | 2001:db8::",
                "2001:db8::0.0.0.1 | 2001:db8::1%eth0                       | 2001:db8::1",
                "fe80::1%eth0      | fe80::1                                | fe80::1"
            })
    void finds_every_usual_spelling(String ip, String text, String expected) {
        assertThat(Traces.of(Identifier.of(IP, ip)).found(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 203.0.113.7.1",
                "v203.0.113.7",
                "203.0.113.70",
                "1203.0.113.7",
                "203.0.113.7.example",
                "203.0.113",
                "2001:db8::11",
                "2001:db8::1:2",
                "12001:db8::1",
                "2001:db8:::1",
                "10:30:00",
                "00:1a:2b:3c:4d:5e",
                "x2001:db8::1x",
                "std::add",
                "::"
            })
    void leaves_others_alone(String text) {
        assertThat(Traces.of(Identifier.of(IP, "203.0.113.7"), Identifier.of(IP, "2001:db8::1"))
                        .hits(text))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.20.0.1",
                "192.168.1.1",
                "127.0.0.1",
                "169.254.1.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "fe80::1"
            })
    void an_address_of_every_network_proves_little(String ip) {
        assertThat(Traces.of(Identifier.of(IP, ip)).hits("x " + ip + " y"))
                .singleElement()
                .matches(hit -> hit.fingerprint().weak());
    }

    @Test
    void one_of_the_internet_proves_something() {
        assertThat(Traces.of(Identifier.of(IP, "172.32.0.1")).hits("172.32.0.1"))
                .singleElement()
                .matches(hit -> !hit.fingerprint().weak());
    }
}
