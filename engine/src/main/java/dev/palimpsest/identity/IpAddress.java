package dev.palimpsest.identity;

import org.jspecify.annotations.Nullable;

/**
 * An address of the Internet Protocol as 128 bits; one of version 4 as it is written in version 6, {@code ::ffff:192.0.2.1}.
 *
 * @param high the first four groups
 * @param low the last four
 */
record IpAddress(long high, long low) {

    private static final int GROUPS = 8;
    private static final long VERSION_4 = 0xFFFFL << 32;

    /** The address that stands there and nothing else; null if it is none. */
    static @Nullable IpAddress parse(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return six(text, from, to);
            }
        }
        long four = four(text, from, to);
        return four < 0 ? null : new IpAddress(0, VERSION_4 | four);
    }

    /** The 32 bits of four numbers with full stops between them; -1 if there are others. */
    private static long four(char[] text, int from, int to) {
        long bits = 0;
        int numbers = 0;
        int number = -1;
        int digits = 0;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text[i] : '.';
            if (c >= '0' && c <= '9' && ++digits <= 3) {
                number = Math.max(0, number) * 10 + c - '0';
            } else if (c == '.' && number >= 0 && number <= 255) {
                bits = bits << 8 | number;
                numbers++;
                number = -1;
                digits = 0;
            } else {
                return -1;
            }
        }
        return numbers == 4 ? bits : -1;
    }

    private static @Nullable IpAddress six(char[] text, int from, int to) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        while (at < to) {
            if (text[at] == ':') {
                boolean doubled = at + 1 < to && text[at + 1] == ':';
                if (doubled ? gap >= 0 : at == from || at + 1 == to) {
                    return null;
                }
                gap = doubled ? count : gap;
                at += doubled ? 2 : 1;
                if (doubled && at < to && text[at] == ':') {
                    return null;
                }
                continue;
            }
            int end = at;
            int value = 0;
            while (end < to && Character.digit(text[end], 16) >= 0 && end - at <= 4) {
                value = value << 4 | Character.digit(text[end], 16);
                end++;
            }
            if (end < to && text[end] == '.') {
                long four = four(text, at, to);
                if (four < 0 || count + 2 > GROUPS) {
                    return null;
                }
                groups[count++] = (int) (four >>> 16);
                groups[count++] = (int) (four & 0xFFFF);
                break;
            }
            if (end == at || end - at > 4 || end < to && text[end] != ':' || count == GROUPS) {
                return null;
            }
            groups[count++] = value;
            at = end;
        }
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return null;
        }
        return ofGroups(groups, count, gap);
    }

    private static IpAddress ofGroups(int[] groups, int count, int gap) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int behind = i - (GROUPS - count);
            int group = gap < 0 || i < gap ? groups[i] : behind >= gap ? groups[behind] : 0;
            if (i < GROUPS / 2) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new IpAddress(high, low);
    }

    /** Whether it is used again in every network, and so names nobody: private, of one link, of the machine itself, or none. */
    boolean isAnybodys() {
        boolean four = high == 0 && low >>> 32 == 0xFFFF;
        int first = (int) (low >>> 24 & 0xFF);
        int second = (int) (low >>> 16 & 0xFF);
        if (four) {
            return first == 0
                    || first == 10
                    || first == 127
                    || first == 172 && second >= 16 && second < 32
                    || first == 192 && second == 168
                    || first == 169 && second == 254;
        }
        boolean local = high >>> 57 == 0xFC >>> 1 || high >>> 54 == 0xFE80 >>> 6;
        return local || high == 0 && low >= 0 && low <= 1;
    }
}
