-- MonPlanning 5.2, MariaDB 10.6 or newer
-- Begun in 2009 on MySQL 5.1; much of what one would do otherwise today is from then.

create table groupe (
    id     tinyint unsigned not null primary key,
    nom    varchar(60) not null,
    remise decimal(4, 1) not null default 0
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- everybody with a name: prospects, customers, leavers, our own people, and the profile "Profil supprimé"
create table client (
    id          int unsigned not null auto_increment primary key,
    numero      int(8) unsigned zerofill not null,          -- as printed on the card: 04200017
    groupe_id   tinyint unsigned not null,
    code        varchar(12),                                -- reserved profiles only
    civilite    enum('', 'Mme', 'M.') not null default '',
    prenom      varchar(60) not null,
    nom         varchar(80) not null,
    nom_affiche varchar(150) generated always as (concat(upper(nom), ' ', prenom)) stored,
    naissance   date not null default '0000-00-00',
    email       varchar(190),                               -- families share one, so not unique
    mobile      varchar(30),
    fixe        varchar(30),
    rue         varchar(120),
    code_postal char(5),
    ville       varchar(80),
    badge       varchar(20),
    statut      enum('prospect', 'actif', 'ancien', 'archivé') not null,
    preferences json,
    commentaire text,
    parrain_id  int unsigned,                               -- who recommended us
    cree_le     datetime not null default '0000-00-00 00:00:00',   -- zero for records of the old system
    modifie_le  timestamp not null default current_timestamp() on update current_timestamp(),
    unique key client_numero (numero),
    unique key client_code (code),
    unique key client_badge (badge),
    key client_nom (nom, prenom),
    key client_email (email),
    constraint client_groupe foreign key (groupe_id) references groupe (id),
    constraint client_parrain foreign key (parrain_id) references client (id) on delete set null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table activite (
    id     smallint unsigned not null primary key,
    nom    varchar(60) not null,
    style  enum('yoga', 'pilates', 'danse', 'fitness') not null,
    duree  smallint unsigned not null,
    tarif  decimal(6, 2) not null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table professeur (
    id        smallint unsigned not null primary key,
    prenom    varchar(60) not null,
    nom       varchar(80) not null,
    telephone varchar(30),
    email     varchar(190)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table seance (
    id            int unsigned not null auto_increment primary key,
    activite_id   smallint unsigned not null,
    professeur_id smallint unsigned not null,
    debut         datetime not null,
    salle         varchar(20) not null,
    statut        enum('prévue', 'terminée', 'annulée') not null,
    key seance_debut (debut),
    constraint seance_activite foreign key (activite_id) references activite (id),
    constraint seance_professeur foreign key (professeur_id) references professeur (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- ten-visit cards are sold by the number on the card, hence no client_id
create table carnet (
    id            int unsigned not null auto_increment primary key,
    client_numero int(8) unsigned zerofill not null,
    produit       varchar(60) not null,
    visites       tinyint unsigned not null,
    restantes     tinyint unsigned not null,
    achete_le     date not null,
    expire_le     date,
    key carnet_client (client_numero),
    constraint carnet_client foreign key (client_numero) references client (numero)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- Somebody may bring a friend and book two places, so (client_id, seance_id) is not unique; a place is.
create table reservation (
    id         int unsigned not null auto_increment primary key,
    client_id  int unsigned not null,
    seance_id  int unsigned not null,
    carnet_id  int unsigned,
    place      smallint unsigned,
    debut      datetime not null,                           -- copy of seance.debut, for the lists
    statut     enum('réservée', 'présent', 'absent', 'annulée') not null,
    prix       decimal(6, 2) not null,
    source     enum('site', 'appli', 'accueil') not null,
    annulee_le datetime not null default '0000-00-00 00:00:00',
    modifie_le timestamp not null default current_timestamp() on update current_timestamp(),
    unique key reservation_place (seance_id, place),
    key reservation_client (client_id, debut),
    constraint reservation_client foreign key (client_id) references client (id),
    constraint reservation_seance foreign key (seance_id) references seance (id),
    constraint reservation_carnet foreign key (carnet_id) references carnet (id) on delete set null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table liste_attente (
    client_id  int unsigned not null,
    seance_id  int unsigned not null,
    rang       smallint unsigned not null,
    inscrit_le datetime not null,
    primary key (client_id, seance_id),
    constraint attente_client foreign key (client_id) references client (id),
    constraint attente_seance foreign key (seance_id) references seance (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table abonnement (
    id             int unsigned not null auto_increment primary key,
    client_id      int unsigned not null,
    formule        varchar(40) not null,
    debut          date not null,
    fin            date not null default '0000-00-00',      -- zero = runs on
    prix_mensuel   decimal(7, 2) not null,
    statut         enum('en cours', 'suspendu', 'résilié') not null,
    partenaire_id  int unsigned,                            -- the second person of a duo
    partenaire_nom varchar(150),
    titulaire      varchar(150),                            -- of the account
    iban           varchar(34),
    remarque       text,
    constraint abonnement_client foreign key (client_id) references client (id),
    constraint abonnement_partenaire foreign key (partenaire_id) references client (id) on delete set null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- name and address are those of the day, and must stay so
create table facture (
    id           int unsigned not null auto_increment primary key,
    numero       varchar(20) not null,
    client_id    int unsigned not null,
    date_facture date not null,
    nom          varchar(150) not null,
    rue          varchar(120),
    code_postal  char(5),
    ville        varchar(80),
    total_ht     decimal(10, 2) not null,
    tva          decimal(10, 2) not null,
    total_ttc    decimal(10, 2) not null,
    statut       enum('ouverte', 'payée', 'annulée') not null,
    modifie_le   timestamp not null default current_timestamp() on update current_timestamp(),
    unique key facture_numero (numero),
    constraint facture_client foreign key (client_id) references client (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table ligne_facture (
    facture_id    int unsigned not null,
    position      tinyint unsigned not null,
    libelle       varchar(200) not null,
    quantite      decimal(6, 2) not null,
    prix_unitaire decimal(10, 2) not null,
    montant       decimal(10, 2) not null,
    primary key (facture_id, position),
    constraint ligne_facture foreign key (facture_id) references facture (id) on delete cascade
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table paiement (
    id            int unsigned not null auto_increment primary key,
    client_id     int unsigned not null,
    facture_id    int unsigned,
    date_paiement date not null,
    montant       decimal(10, 2) not null,
    moyen         enum('carte', 'prélèvement', 'espèces', 'chèque', 'virement') not null,
    titulaire     varchar(150),
    iban          varchar(34),
    libelle       varchar(200),                             -- as it came from the bank
    key paiement_client (client_id),
    constraint paiement_facture foreign key (facture_id) references facture (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

create table reglage (
    id        int unsigned not null auto_increment primary key,
    client_id int unsigned not null,
    cle       varchar(40) not null,
    valeur    varchar(200) not null,
    unique key reglage_cle (client_id, cle),
    constraint reglage_client foreign key (client_id) references client (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- the app logs in with the number on the card
create table appareil (
    id            char(36) not null primary key,
    client_numero int(8) unsigned zerofill not null,
    jeton         varchar(120) not null,
    infos         json not null,
    vu_le         datetime not null,
    unique key appareil_jeton (jeton),
    key appareil_client (client_numero),
    constraint appareil_client foreign key (client_numero) references client (numero)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- mails and SMS as sent; the mail module is older than the rest and writes latin1
create table message (
    id           int unsigned not null auto_increment primary key,
    client_id    int unsigned,                              -- empty when the address was typed in
    canal        enum('mail', 'sms') not null,
    destinataire varchar(190) not null,
    objet        varchar(200),
    texte        text not null,
    envoye_le    datetime not null,
    key message_client (client_id)
) engine=InnoDB default charset=latin1 collate=latin1_swedish_ci;

-- client_id stays empty for the handover book of the front desk
create table note (
    id        int unsigned not null auto_increment primary key,
    client_id int unsigned,
    auteur    varchar(40) not null,
    texte     text not null,
    cree_le   datetime not null,
    constraint note_client foreign key (client_id) references client (id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- filled by a form on the web site
create table newsletter (
    id         int unsigned not null auto_increment primary key,
    liste      varchar(40) not null,
    email      varchar(190) not null,
    nom        varchar(150),
    inscrit_le datetime not null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci;

create table journal (
    id          int unsigned not null auto_increment primary key,
    nom_table   varchar(64) not null,
    ligne_id    int unsigned not null,
    action      enum('U', 'D') not null,
    avant       json,
    apres       json,
    utilisateur varchar(80) not null default '',
    quand       timestamp not null default current_timestamp(),
    key journal_ligne (ligne_id, nom_table)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;

-- page views of the web site, counted by day: nothing about anybody
create table statistique_web (
    id     int unsigned not null auto_increment primary key,
    jour   date not null,
    page   varchar(80) not null,
    visites int unsigned not null
) engine=MyISAM default charset=latin1;

create view liste_clients as
select id, numero, nom_affiche, email, mobile, statut
from client
where statut <> 'archivé' and code is null;

-- ------------------------------------------------ 8< ------------------------------------------------

create trigger client_modifie after update on client for each row
insert into journal (nom_table, ligne_id, action, avant, apres, utilisateur)
select 'client', old.id, 'U',
    json_object('prenom', old.prenom, 'nom', old.nom, 'email', old.email, 'mobile', old.mobile,
        'adresse', concat_ws(', ', old.rue, concat_ws(' ', old.code_postal, old.ville))),
    json_object('prenom', new.prenom, 'nom', new.nom, 'email', new.email, 'mobile', new.mobile,
        'adresse', concat_ws(', ', new.rue, concat_ws(' ', new.code_postal, new.ville))),
    current_user()
from dual
where not (old.prenom <=> new.prenom and old.nom <=> new.nom and old.email <=> new.email
    and old.mobile <=> new.mobile and old.rue <=> new.rue and old.code_postal <=> new.code_postal);

create trigger client_supprime after delete on client for each row
insert into journal (nom_table, ligne_id, action, avant, utilisateur)
values ('client', old.id, 'D',
    json_object('prenom', old.prenom, 'nom', old.nom, 'email', old.email, 'mobile', old.mobile), current_user());
