package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is kept back in a transaction is seen by every statement that reads it, because the
 * statement declares its tables. Who forgets it is found here.
 */
@Tag("pure")
class DeclaredReadsTest {
  private static final List<SourceFile> SOURCES =
      House.sources().stream()
          .filter(SourceFile::isMain)
          .filter(source -> !source.name().contains("/onestop/store/"))
          .toList();

  private static final KeptTables KEPT =
      KeptTables.of(
          SOURCES,
          House.files("src/main/resources/db/migration", ".sql").stream()
              .map(House::text)
              .toList());

  @Test
  void everyStatementDeclaresTheKeptTablesThatItReads() {
    List<String> findings = new ArrayList<>();
    SOURCES.forEach(source -> findings.addAll(KEPT.findings(source)));
    assertThat(findings).isEmpty();
  }

  @Test
  void knowsTheTablesThatAreKeptBack() {
    assertThat(KEPT.tables())
        .contains("dossier", "dossier_event", "sla_clock", "apology_obligation", "inbox_item");
    assertThat(KEPT.named("select 1 from dossier_standing r"))
        .contains("dossier", "sla_clock", "clock_pause", "due_date_move");
    assertThat(KEPT.named("select 1 from agency join outbox_message")).isEmpty();
  }

  @Test
  void nobodyWritesEarlyByHand() {
    assertThat(SOURCES)
        .allSatisfy(source -> assertThat(source.text()).doesNotContain("unit().flush"));
  }

  @Test
  void seesPlantedReads() {
    SourceFile tables =
        SourceFile.of(
            "src/main/java/onestop/a/Tables.java",
            """
            class Tables {
              static final String CODES = "(select code from dossier)";
              Object one = Table.<A, B>named("dossier").build();
              Object two = Table.<C>insertOnly("note").build();
              Object three = unit.rows("entry", after, initial, write);
            }
            """);
    SourceFile reads =
        SourceFile.of(
            "src/main/java/onestop/a/Planted.java",
            """
            class Planted {
              private static final String SELECT = "select * from note n join dossier d";
              void right() { sql.reading("dossier", "note").sql(SELECT + " where 1 = 1"); }
              void view() { sql.reading("note").sql("select * from notes"); }
              void free() { sql.client().sql("select * from agency"); }
              void constant() { sql.reading("note").sql(SELECT); }
              void elsewhere() { jdbc.sql("select * from x where c in " + Tables.CODES); }
              void change() { sql.client().sql("update note set a = 1"); }
              void two() {
                sql.reading("dossier").sql("select 1 from dossier");
                sql.reading("note").sql("select 1 from dossier");
              }
              void unread() { sql.reading("note", "dossier").sql("select 1 from note"); }
              void local() { String text = "select * from entry"; jdbc.sql(text); }
              Client helper() { return sql.reading("dossier"); }
              void helped() { helper().sql("select 1 from dossier"); }
              void viaParameter() { ask(sql.reading("note"), "select 1 from dossier"); }
            }
            """);
    KeptTables kept =
        KeptTables.of(List.of(tables, reads), List.of("create view notes as select * from note;"));
    assertThat(kept.tables()).containsExactly("dossier", "entry", "note");
    assertThat(kept.findings(reads).stream().map(text -> text.replaceAll(".*java:", "")))
        .containsExactlyInAnyOrder(
            "6 reads dossier",
            "7 reads dossier",
            "8 reads note",
            "11 reads dossier",
            "9 declares note",
            "13 declares dossier",
            "14 reads entry",
            "17 reads dossier",
            "17 declares note");
  }
}
