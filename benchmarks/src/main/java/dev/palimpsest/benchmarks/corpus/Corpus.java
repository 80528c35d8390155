package dev.palimpsest.benchmarks.corpus;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * People who went, people who stay, among them namesakes, people with longer and shorter names, other accents and confusing e-mail
 * addresses, and texts about all of them. The same for the same seed.
 */
final class Corpus {
    /** Plain enough to stand in any text as it is. */
    static final String MARK = "***";

    /** What people call each other in small letters, and what is none of them. */
    private static final List<String> CLEAN = List.of(
            "Planted a summer rose behind the house.",
            "Meeting with Summer. Rose was absent.",
            "We were closed all summer; Rose opens again.",
            "long stone.\n--\nLuc Moreau",
            "A bench of stone; Hazel wants two of them here.",
            "the stone hazel bush has to be cut",
            "rose wood and hazel wood, 12 pieces each",
            "Rechnung 2024-05 bezahlt, Rest am Montag, siehe Anlage",
            "De factuur is betaald, met dank en groeten",
            "Commande 4711 expédiée, livraison lundi à midi",
            "user=guest ip=10.0.0.7 status=404 path=/summer/rose/index.html",
            "国王明天来,请准备",
            "Tel. 030 1234567, Kto 12345678, Kd-Nr 99");

    private final Random random;
    private final List<Human> treated = new ArrayList<>();
    private final List<Human> living = new ArrayList<>();
    private final Set<String> namesOfTheLiving = new HashSet<>();
    private final Set<String> namesOfTheTreated = new HashSet<>();
    private int number;

    Corpus(long seed, int people) {
        random = new Random(seed);
        while (treated.size() < people) {
            Human human = somebody();
            if (namesOfTheTreated.add(key(human))) {
                treated.add(human);
            }
        }
        for (int i = 0; i < 2 * people; i++) {
            Human human = stays(i);
            living.add(human);
            namesOfTheLiving.add(key(human));
        }
    }

    List<Human> treated() {
        return treated;
    }

    List<Human> living() {
        return living;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Human somebody() {
        Tongue tongue = pick(List.of(Tongue.values()));
        String first = pick(tongue.first());
        if (!tongue.isUnspaced() && random.nextInt(5) == 0) {
            first += (random.nextBoolean() ? "-" : " ") + pick(tongue.first());
        }
        String last = pick(tongue.last());
        if (!tongue.isUnspaced() && random.nextInt(12) == 0) {
            last += "-" + pick(tongue.last());
        }
        number++;
        return new Human(number, tongue, first, last, email(first, last, String.valueOf(number)));
    }

    private static String email(String first, String last, String more) {
        String words = plain(first + "." + last).replaceAll("[^a-z.]", "");
        return (words.length() < 4 ? "kunde" : words) + more + "@mail.example";
    }

    /** Somebody who stays; half of them are easily mistaken for somebody who went. */
    private Human stays(int index) {
        Human other = pick(treated);
        Human plain = somebody();
        if (other.tongue().isUnspaced()) {
            return notCalledAs(plain);
        }
        String first = other.first();
        String last = other.last();
        return switch (index % 12) {
            case 0 -> called(plain, other.tongue(), first, last, plain.email());
            case 1 -> called(plain, other.tongue(), pick(other.tongue().first()) + "-" + first, last, plain.email());
            case 2 ->
                called(
                        plain,
                        other.tongue(),
                        first,
                        last + "-" + pick(other.tongue().last()),
                        plain.email());
            case 3 -> called(plain, other.tongue(), first.split("[- ]")[0], last, plain.email());
            case 4 -> called(plain, other.tongue(), withoutMarks(first), withoutMarks(last), plain.email());
            case 5, 6 ->
                notCalledAs(called(plain, plain.tongue(), plain.first(), plain.last(), email(first, last, "")));
            default -> notCalledAs(plain);
        };
    }

    private static Human called(Human human, Tongue tongue, String first, String last, String email) {
        return new Human(human.number(), tongue, first, last, email);
    }

    /** The same, or with another first name if that is somebody's who went. */
    private Human notCalledAs(Human human) {
        Human other = human;
        while (namesOfTheTreated.contains(key(other))) {
            Human next = somebody();
            other = called(human, next.tongue(), next.first(), next.last(), human.email());
        }
        return other;
    }

    /** By which two people are called the same, but for accents, case and order. */
    private static String key(Human human) {
        List<String> words = new ArrayList<>(
                List.of(plain(human.first() + " " + human.last()).split("[^\\p{L}]+")));
        words.sort(null);
        return String.join(" ", words);
    }

    private static String withoutMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
    }

    private static String plain(String text) {
        return withoutMarks(text)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ı", "i");
    }

    List<Cell> cells(int texts) {
        List<Cell> cells = new ArrayList<>();
        while (cells.size() < texts) {
            switch (random.nextInt(4)) {
                case 0, 1 -> ofTheTreated(cells);
                case 2 -> cells.add(ofTheLiving());
                default -> cells.add(random.nextInt(4) == 0 ? clean() : ofTheLiving());
            }
        }
        return cells;
    }

    private void ofTheTreated(List<Cell> cells) {
        Human human = pick(treated);
        Form form = pick(List.of(Form.values()));
        // of two who are called the same one word cannot be meant
        if (!form.fits(human) || form.isName() && namesOfTheLiving.contains(key(human))) {
            return;
        }
        Setting setting = pick(List.of(Setting.values()));
        Human other = pick(living);
        String behind = random.nextInt(3) == 0
                ? pick(List.of(" / ", ", ", " und ", " & "))
                        + Form.NAME.of(other)
                        + pick(List.of("", " " + other.email()))
                : "";
        int pick = random.nextInt(100);
        String written = form.of(human);
        List<String> expected = new ArrayList<>();
        for (String left : List.of(MARK, "Dr. " + MARK, "mailto:" + MARK, "<" + MARK + ">")) {
            expected.add(setting.around(left + behind, human.tongue(), pick));
        }
        cells.add(
                new Cell(setting.around(written + behind, human.tongue(), pick), form.name(), true, setting, expected));
    }

    private Cell ofTheLiving() {
        Human human = pick(living);
        Form form = pick(List.of(Form.values()));
        Setting setting = pick(List.of(Setting.values()));
        String text =
                setting.around((form.fits(human) ? form : Form.NAME).of(human), human.tongue(), random.nextInt(100));
        return new Cell(text, "LIVING_" + form, false, setting, List.of(text));
    }

    private Cell clean() {
        Setting setting = pick(List.of(Setting.CELL, Setting.JSON, Setting.SERIALISED, Setting.MAIL, Setting.HTML));
        String text = setting.around(pick(CLEAN), Tongue.ENGLISH, random.nextInt(100));
        return new Cell(text, "CLEAN", false, setting, List.of(text));
    }
}
