package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outsider calls a letter in time exactly when the rule pack of its dossier does. */
@Tag("pure")
class ToleranceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "OFFICER, 0, true, 0, ''",
    "OFFICER, 1, true, 0, LETTER_LATE IN_TIME",
    "OFFICER, 1, false, 0, LETTER_LATE",
    "OFFICER, 1, true, 300, ''",
    "ON_SILENCE, 0, true, 0, ''",
    "ON_SILENCE, 1, true, 0, ''",
    "ON_SILENCE, 300000, true, 0, ''",
    "ON_SILENCE, 300000, false, 0, IN_TIME",
    "ON_SILENCE, 300001, true, 0, LETTER_LATE IN_TIME",
    "ON_SILENCE, 300001, false, 0, LETTER_LATE"
  })
  void isOfTheRulePackAndOfNobodyElse(
      String how, long millisLate, boolean inTime, int officerGrace, String expected) {
    TestYear year = new TestYear(10);
    year.officerGrace = officerGrace;
    int at = year.entry("LETTER_ISSUED", 5);
    TestYear.Told told = year.told.get(at);
    Instant issuedAt = told.at().plusMillis(millisLate);
    Map<String, Object> facts = new LinkedHashMap<>(told.facts());
    facts.putAll(TestYear.row("how", how, "inTime", inTime, "issuedAt", issuedAt));
    year.told.set(at, new TestYear.Told(told.kind(), told.dossier(), issuedAt, facts));
    year.write(folder);
    List<String> wanted =
        Arrays.stream(expected.split(" "))
            .filter(kind -> !kind.isEmpty())
            .map(kind -> kind + " " + TestYear.code(5) + " " + at)
            .toList();
    assertThat(year.verify(folder).findings()).containsExactlyElementsOf(wanted);
  }

  /** A file that was exported before there were two tolerances means its one for all letters. */
  @Test
  void readsRulesOfBefore() throws IOException {
    TestYear year = new TestYear(10);
    year.officerGrace = 300;
    year.write(folder);
    Path rules = folder.resolve("rules.json");
    String old = Files.readString(rules).replace("\"silenceToleranceSeconds\":300,", "");
    assertThat(old).doesNotContain("silenceTolerance");
    Files.writeString(rules, old);
    assertThat(year.verify(folder).status()).isZero();
  }
}
