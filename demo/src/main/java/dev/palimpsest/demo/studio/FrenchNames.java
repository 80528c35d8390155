package dev.palimpsest.demo.studio;

import java.util.List;

/** Names that are common around Lyon; Datafaker knows few French ones. */
final class FrenchNames {
    static final List<String> WOMEN = words("""
            Adèle Adeline Agathe Agnès Alexia Aline Amandine Amélie Anaëlle Andréa Angèle Annabelle Anouk Apolline Ariane Armelle
            Astrid Aude Audrey Aurélie Aurore Axelle Bénédicte Bérénice Bérangère Blandine Brigitte Capucine Carine Carole Caroline
            Cassandre Catherine Cécile Céleste Céline Chantal Charlène Christelle Christine Clarisse Claudine Clotilde Colette Coralie
            Corinne Cyrielle Danielle Daphné Delphine Diane Dominique Dorothée Édith Élise Élodie Éloïse Emma Emmanuelle Estelle Esther
            Eugénie Fabienne Fanny Faustine Flavie Fleur Flora Florence Floriane Françoise Frédérique Gabrielle Gaëlle Garance Geneviève
            Ghislaine Gisèle Gwenaëlle Héloïse Hélène Hermine Honorine Hortense Irène Isabelle Jacqueline Jocelyne Joséphine Josette
            Joëlle Judith Julia Karine Laetitia Laure Laurence Laurène Léonie Léonore Liliane Lison Lorraine Louane Lucienne Lucile
            Ludivine Lydie Madeleine Magali Maïwenn Margaux Margot Marguerite Marianne Marielle Marion Marjorie Marlène Martine Maryse
            Mathilda Maud Mélanie Mélina Mélodie Mireille Monique Morgane Muriel Mylène Myriam Nadège Nathalie Nicole Ninon Noëlle
            Noélie Nolwenn Odette Odile Ophélie Orlane Pascale Patricia Paulette Pénélope Perrine Philippine Prune Rachel Raphaëlle
            Régine Renée Rosalie Roxane Sabine Sabrina Salomé Sandrine Ségolène Séverine Sidonie Simone Solange Solène Sophie Stéphanie
            Suzanne Suzon Sylvaine Sylvie Tiphaine Thérèse Valentine Valérie Vanessa Véronique Victoire Violette Virginie Viviane Yolande
            Yvette Zélie
            """);

    static final List<String> MEN = words("""
            Achille Alain Aloïs Amaury Anatole Anthony Armand Arsène Auguste Aurélien Barnabé Bastien Baudouin Benoît Blaise Boris Brice
            Bruno Cédric Christian Christophe Claude Corentin Cyprien Cyril Damien Didier Dimitri Dorian Édouard Éloi Emmanuel Éric
            Étienne Fabien Fabrice Félix Ferdinand Firmin Florent Florian Franck Frédéric Gaël Gaspard Gaston Gaétan Geoffroy Georges
            Gilbert Gilles Grégoire Grégory Guillaume Gustave Guy Hervé Hippolyte Honoré Ignace Jacques Jean Jérémie Jérôme Joachim
            Joël Jonathan Joseph Kévin Lazare Léandre Léonard Léopold Lilian Loïc Lucien Ludovic Malo Marc Marceau Marcel Marius Mathurin
            Maurice Melchior Mickaël Moïse Nestor Noé Octave Olivier Oscar Pascal Patrice Patrick Prosper Raymond Régis Rémi René
            Rodolphe Roland Samuel Sébastien Serge Siméon Stanislas Stéphane Sylvain Tanguy Théodore Théophile Thibault Thierry Timothée
            Titouan Tristan Ulysse Urbain Valéry Victorien Vivien Xavier Yann Yannick Yves Yvon Zéphyrin
            """);

    static final List<String> LAST = words("""
            Abadie Allard Allemand Alvarez Amiot Ancelin Angelier Arbogast Archambault Arnould Aubertin Audibert Auger Avril Bachelet
            Bailly Balandier Barbe Bardin Barrault Bastide Baudry Bazin Beaufils Beaulieu Bellanger Bellon Béraud Berthelot Berthier
            Besnard Besson Billard Blondel Bodin Boisson Bonhomme Bonnefoy Borel Bossard Bouchard Boucher Bouvet Bouvier Brossard
            Brossier Buisson Cadet Camus Carlier Cartier Castel Chabert Chambon Champion Chanal Chapelle Chapuis Charbonnel Chardon
            Charrier Chartier Chatelain Chauvet Chauvin Chazal Chevallier Chomel Clavel Clément Cochet Combes Constantin Cordier Cornu
            Coste Couderc Courtois Coutant Crépin Cros Cuvelier Daniel Darras Daumas Debray Delage Delaunay Delmas Delorme Deschanel
            Desmarais Devaux Didot Doucet Drouet Dubreuil Duchamp Duclos Dufresne Duhamel Dumoulin Duprat Durieux Duvivier Escoffier
            Estève Fauvel Favier Favre Ferrand Ferrier Feuillet Flament Forestier Fouquet Fraisse Gagnon Galland Gallois Gaudin
            Gaultier Gavard Genest Georgel Gervais Gilbertin Giraudet Godard Gonnet Goujon Granger Grenier Grimaud Grosjean Guichard
            Guillemin Guillon Hamel Hébert Henriot Hervieu Hoarau Humbert Imbert Jacob Jacquemin Jacquier Janvier Jardin Jolivet
            Jourdan Journet Juillard Labbé Laborde Lachaud Lafont Lagarde Lallemand Laporte Laroche Lavigne Lebon Lebrun Lecerf
            Ledoux Lefort Legendre Lejeune Lelong Lemonnier Lenoir Lepage Leprince Lesage Lescure Letellier Levasseur Loiseau Lombard
            Longuet Loubet Magnin Mallet Marceau Maréchal Marquet Masset Massot Mauger Mazet Mercadier Merlin Michaud Mignot Millet
            Monnet Monnier Montagne Moreau Moret Mouton Navarre Neveu Nicollet Normand Ollivier Pagès Papin Parent Pascalin Pasquet
            Pasquier Payet Pélissier Peltier Penot Perrault Perret Perrier Petitjean Pichon Picot Pinson Poncet Pottier Poulain Prat
            Prudhomme Pujol Rambaud Raynaud Regnault Reynaud Ribeyre Ricard Richet Rigaud Rivet Robillard Rocher Roland Romanet Rondeau
            Rossignol Rouvière Sabatier Salaün Salmon Saunier Sauvage Savary Ségur Sellier Serre Servant Seguin Tanguy Tardieu Teissier
            Tessier Texier Thévenet Thibaud Thierry Tissier Tisserand Tournier Touzet Trouillet Vacher Valentin Vallet Valois Varenne
            Verdier Vergne Verne Vernet Vial Viallet Viard Vidalin Vigneron Villard Vincenot Vivier Voisin Voiron Wagner Weber
            """);

    private FrenchNames() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
