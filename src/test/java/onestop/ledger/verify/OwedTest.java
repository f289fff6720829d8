package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outsider counts as owed what the first page and a hearing do: issued, waived or missing. */
@Tag("pure")
class OwedTest {
  @TempDir private Path folder;

  private final TestYear year = new TestYear(10); // dossiers 0 and 5 are late, with their letters

  @Test
  void countsAWaivedLetterOfADossierThatEndedInTime() {
    tell(1, "APOLOGY_OPENED", 0, Map.of());
    tell(1, "APOLOGY_WAIVED", 60, Map.of("ground", "FORCE_MAJEURE"));
    assertFigures(3, 1);
  }

  @Test
  void countsAnOfficersLetterOfADossierThatEndedInTime() {
    tell(1, "APOLOGY_OPENED", 0, Map.of());
    Object dueAt = year.event("STATED", 1).get("dueCurrentAt");
    Object limitAt = year.event("STATED", 1).get("apologyBy");
    tell(
        1,
        "LETTER_ISSUED",
        60,
        TestYear.row(
            "dueAt",
            dueAt,
            "limitAt",
            limitAt,
            "how",
            "OFFICER",
            "inTime",
            true,
            "issuedAt",
            at(1, 60),
            "number",
            "1"));
    assertFigures(3, 0);
  }

  @Test
  void countsNeitherWhatIsPreparedNorWhatIsVoid() {
    tell(1, "APOLOGY_OPENED", 0, Map.of());
    tell(2, "APOLOGY_OPENED", 0, Map.of());
    tell(2, "APOLOGY_VOID", 60, Map.of());
    assertFigures(2, 0);
  }

  @Test
  void countsAMissingLetterWithoutAnObligation() {
    year.told.removeIf(told -> told.dossier().equals(TestYear.code(5)));
    year.write(folder);
    Run run = year.verify(folder);
    assertThat(run.kinds()).containsExactly("LETTER_MISSING");
    assertThat(run.json().get("owed").asInt()).isEqualTo(2);
  }

  /** So many seconds after the dossier was received. */
  private Instant at(int dossier, int seconds) {
    return ((Instant) year.event("RECEIVED", dossier).get("at")).plusSeconds(seconds);
  }

  private void tell(int dossier, String kind, int seconds, Map<String, Object> facts) {
    year.told.add(new TestYear.Told(kind, TestYear.code(dossier), at(dossier, seconds), facts));
  }

  private void assertFigures(int owed, int waived) {
    year.told.sort(Comparator.comparing(TestYear.Told::at));
    year.write(folder);
    Run run = year.verify(folder);
    assertThat(run.findings()).isEmpty();
    assertThat(run.json().get("owed").asInt()).isEqualTo(owed);
    assertThat(run.json().get("waived").asInt()).isEqualTo(waived);
  }
}
