package dev.palimpsest.demo.academy;

/** What the institute teaches; each certificate is valid for some months and wants a refresher before they are over. */
enum Course {
    BHV("BHV-B", "Bedrijfshulpverlening basis", 12, 24500),
    BHV_REFRESHER("BHV-H", "Bedrijfshulpverlening herhaling", 12, 18500),
    FIRST_AID("EHBO", "Eerste hulp bij ongelukken", 24, 27500),
    VCA("VCA-B", "Basisveiligheid VCA", 120, 21000),
    VCA_LEAD("VCA-VOL", "Veiligheid voor operationeel leidinggevenden", 120, 26500),
    FORKLIFT("HEF", "Heftruckchauffeur", 60, 31500),
    REACH_TRUCK("REACH", "Reachtruckchauffeur", 60, 31500),
    AERIAL_PLATFORM("HW", "Veilig werken met de hoogwerker", 60, 28500),
    LOW_VOLTAGE("NEN3140", "Voldoende onderricht persoon NEN 3140", 36, 34500),
    DRIVER("C95", "Nascholing code 95", 60, 22500);

    final String code;
    final String title;
    final int validMonths;
    final int cents;

    Course(String code, String title, int validMonths, int cents) {
        this.code = code;
        this.title = title;
        this.validMonths = validMonths;
        this.cents = cents;
    }

    int key() {
        return ordinal() + 1;
    }
}
