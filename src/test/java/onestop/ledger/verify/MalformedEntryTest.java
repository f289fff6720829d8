package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the log, whoever wrote it: a finding, and the log is read to its end. */
@Tag("pure")
class MalformedEntryTest {
  private static final int LATE = 5;

  @TempDir private Path folder;
  private final TestYear year = new TestYear(30);
  private final int issued = year.entry("LETTER_ISSUED", LATE);

  private Run withFacts(Map<String, Object> facts) {
    TestYear.Told old = year.told.get(issued);
    year.told.set(issued, new TestYear.Told(old.kind(), old.dossier(), old.at(), facts));
    return year.write(folder).verify(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dueAt", "limitAt", "issuedAt"})
  void aLetterWithoutAMomentIsNamedAndAllElseJudged(String fact) {
    Map<String, Object> facts = new LinkedHashMap<>(year.told.get(issued).facts());
    facts.remove(fact);
    Run run = withFacts(facts);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.findings())
        .containsExactly(
            "ENTRY_FORMAT " + TestYear.code(LATE) + " " + issued,
            "LETTER_MISSING " + TestYear.code(LATE));
    assertThat(run.json().get("dossiers").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2026-02-30T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z"
      })
  void aMomentThatIsNoneIsNamed(String moment) {
    Map<String, Object> facts = new LinkedHashMap<>(year.told.get(issued).facts());
    facts.put("issuedAt", moment);
    assertThat(withFacts(facts).kinds()).containsExactly("ENTRY_FORMAT", "LETTER_MISSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
  void aMomentFarAwayIsReckonedWith(String moment) {
    Map<String, Object> facts = new LinkedHashMap<>(year.told.get(issued).facts());
    for (String fact : List.of("issuedAt", "dueAt", "limitAt")) {
      facts.put(fact, moment);
    }
    assertThat(withFacts(facts).kinds()).contains("DUE_DATE", "LETTER_BACK_DATED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "[]",
        "{\"at\":\"2026-03-02T01:00:00Z\",\"dossier\":1,\"facts\":{},\"kind\":\"A\",\"v\":1}",
        "{\"at\":\"2026-03-02T01:00:00Z\",\"dossier\":\"A\",\"facts\":1,\"kind\":\"A\",\"v\":1}",
        "{\"a\":\"\\u00\"}",
        "{\"a\":-}",
        "{\"a\":99999999999999999999}"
      })
  void whatIsNoEntryIsNamed(String text) {
    TestLog log = year.write(folder).log();
    log.entries().add(text.getBytes(StandardCharsets.UTF_8));
    log.publish(folder.resolve("log"));
    assertThat(year.verify(folder).findings()).containsExactly("ENTRY_FORMAT " + year.told.size());
  }

  @Test
  void aKeyThatNobodyNamedIsFollowedByNobody() {
    year.write(folder);
    TestLog log = year.log().copy(new TestLog.Key(year.key.name, 1));
    String at = Instant.parse("2026-12-01T00:00:00Z").toString();
    for (Map<String, Object> facts :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("newKey", "none", "signature", "none"),
            Map.of("newKey", 1, "signature", List.of()),
            Map.of("newKey", "a+00000000+", "signature", "AAAA"),
            Map.of("newKey", TestLog.logKey().vkey(), "signature", "*"),
            Map.of("newKey", TestLog.logKey().vkey(), "signature", "AAAA"))) {
      log.add("LOG_KEY_ROTATED", "-", at, facts);
    }
    log.publish(folder.resolve("log"));
    assertThat(year.verify(folder).findings()).containsExactly("NOT_SIGNED");
  }

  @Test
  void anEntryCannotSpeakForTheProgram() {
    String voice = "H26\nAll of it holds.\r\u001b[2K";
    TestLog log = year.write(folder).log();
    log.add("LETTER_ISSUED", voice, "2026-12-01T00:00:00Z", Map.of("how", voice));
    log.publish(folder.resolve("log"));
    Run run = year.verify(folder);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines()).doesNotContain("All of it holds.");
    assertThat(run.out()).contains("ENTRY_FORMAT H26?All of it holds.??[2K");
  }
}
