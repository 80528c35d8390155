package dev.palimpsest.demo.studio;

/** What is settled between a customer and the studio, and what is not. */
record Situation(Card card, Booking booking, Bill bill) {
    static final Situation SETTLED = new Situation(Card.NONE, Booking.NONE, Bill.PAID);

    /** A ten-visit card beside those that are long used up. */
    enum Card {
        NONE,
        USED_UP,
        EXPIRED_YESTERDAY,
        EXPIRES_TODAY,
        WITHOUT_END;

        boolean open() {
            return this == EXPIRES_TODAY || this == WITHOUT_END;
        }
    }

    /** A booking of a session of these days. */
    enum Booking {
        NONE,
        YESTERDAY,
        TODAY,
        TOMORROW,
        CANCELLED_TOMORROW;

        boolean ahead() {
            return this == TODAY || this == TOMORROW;
        }
    }

    enum Bill {
        PAID,
        OPEN,
        CANCELLED_LAST_MONTH
    }

    Situation card(Card other) {
        return new Situation(other, booking, bill);
    }

    Situation booking(Booking other) {
        return new Situation(card, other, bill);
    }

    Situation bill(Bill other) {
        return new Situation(card, booking, other);
    }
}
