package dev.palimpsest.benchmarks.corpus;

import java.util.List;

/** A language with names that people have in it, and sentences in which somebody is mentioned ({@code {}}). */
enum Tongue {
    GERMAN(
            "Anna Jürgen Käthe Heinz Lukas Sabine Björn Ute Ingeborg Torsten Jörg Renate Götz Silke",
            "Schmidt Müller Weiß Großmann Höfer Lindner Vogt Abendroth Brückner Köhler Ziegenhals Quandt",
            "Termin mit {} am Montag bestätigt.",
            "Heute hat {} angerufen und will kündigen.",
            "Bitte Rückruf an {}!",
            "Rechnung an {} (Mahnstufe 2), bezahlt am Freitag",
            "Laut {} ist der Kurs ausgefallen; wir haben uns entschuldigt."),
    DUTCH(
            "Sanne Joost Femke Daan Maaike Sjoerd Lotte Thijs Anouk Wouter Liesbeth Ruben",
            "de Vries|van den Berg|Bakker|van Dijk|Hoekstra|ten Brink|Jansen|van 't Hof|Kuipers|Dijkstra",
            "Afspraak met {} bevestigd voor dinsdag.",
            "Vandaag belde {} over de factuur.",
            "Graag terugbellen: {}!",
            "De brief aan {} kwam terug."),
    FRENCH(
            "Gaëtan Chloé Benoît Fatima Hélène Loïc Aurélie Thibault Océane Rémi Zoé Baptiste",
            "Moreau Lefèvre Béranger Zimmermann D'Angelo Gauthier Chevallier Dubois N'Guyen Lacroix",
            "Rendez-vous avec {} confirmé.",
            "Hier {} a appelé pour annuler.",
            "Merci de rappeler {} avant midi !",
            "Selon {}, le cours était complet."),
    ENGLISH(
            "Aoife Rose Emily Nigel Siobhan Trevor Gemma Callum Imogen Rupert Hazel Duncan",
            "Summer O'Brien Bishop Fairweather McAllister Stone Wood Thornbury Hargreaves Whitlock",
            "Meeting with {} on Monday.",
            "Yesterday {} called about the refund.",
            "Please ring {} back!",
            "The parcel for {} was returned; we keep it."),
    SPANISH(
            "José Lucía Íñigo Begoña Álvaro Rocío Martín Inés",
            "García|Núñez|de la Cruz|Ibáñez|Peña|Muñoz|Fernández|del Río",
            "Cita con {} confirmada.",
            "Ayer llamó {} por la factura."),
    ITALIAN(
            "Niccolò Giulia Matteo Chiara Désirée Ettore Ludovica Enzo",
            "Rossi|Esposito|De Luca|D'Amico|Bianchi|Cattaneo|Lo Presti|Ferrari",
            "Appuntamento con {} confermato.",
            "Ieri ha chiamato {} per il rimborso."),
    POLISH(
            "Łukasz Małgorzata Zbigniew Agnieszka Jędrzej Bożena Paweł Żaneta",
            "Wiśniewski Dąbrowska Wójcik Kowalczyk Szymańska Źródłowski Gąsior Krężel",
            "Spotkanie z {} potwierdzone.",
            "Wczoraj {} pytał o fakturę."),
    TURKISH(
            "Ayşe Mehmet Gülşen Çağla Ömer Şule Yiğit Zübeyde",
            "Yılmaz Öztürk Şahin Güneş Çelik Doğan Aydın Kılıç",
            "Toplantı {} ile onaylandı.",
            "Dün {} fatura için aradı."),
    CHINESE("小明 丽华 建国 秀英 志强 雪梅 俊杰 玉兰", "王 李 张 刘 陈 杨 赵 欧阳", "今天{}来电，要求退款。", "请回电给{}。", "{}先生已付款"),
    JAPANESE("太郎 花子 健一 美咲 翔太 由美子 大輔 直樹", "佐藤 鈴木 高橋 田中 渡辺 伊藤 佐々木 小林", "{}さんから電話がありました。", "昨日{}様に請求書を送付。", "担当は{}です");

    private final List<String> first;
    private final List<String> last;
    private final List<String> sentences;

    Tongue(String first, String last, String... sentences) {
        this.first = List.of(first.split(" "));
        this.last = List.of(last.contains("|") ? last.split("\\|") : last.split(" "));
        this.sentences = List.of(sentences);
    }

    List<String> first() {
        return first;
    }

    List<String> last() {
        return last;
    }

    List<String> sentences() {
        return sentences;
    }

    /** Names are written without blanks, the surname first. */
    boolean isUnspaced() {
        return this == CHINESE || this == JAPANESE;
    }
}
