package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of docs/verifying.md: what somebody may do to the evidence, with and without the log's
 * key, and by what it is seen. Where it takes a helper, the test shows both: not seen without it,
 * named with it.
 */
@Tag("pure")
class TamperingTest {
  private static final int DOSSIERS = 700;
  private static final String BUNDLE = "log/tile/entries/000";

  @TempDir private Path folder;
  private TestYear year;
  private Path yesterday;

  @BeforeEach
  void aYearThatHolds() throws IOException {
    year = new TestYear(DOSSIERS).write(folder);
    Run run = year.verify(folder);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.json().get("owed").asInt()).isEqualTo(DOSSIERS / 5);
    assertThat(run.json().get("letters").asInt()).isEqualTo(DOSSIERS / 5);
    yesterday =
        Files.copy(folder.resolve("log/checkpoint"), folder.resolve("yesterday.checkpoint"));
  }

  /** Takes a bundle apart, lets it be changed, and writes it again. */
  private void tamper(Consumer<List<byte[]>> change) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(BUNDLE)));
    List<byte[]> entries = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] entry = new byte[bytes.getShort()];
      bytes.get(entry);
      entries.add(entry);
    }
    change.accept(entries);
    ByteBuffer again = ByteBuffer.allocate(1 << 20);
    entries.forEach(entry -> again.putShort((short) entry.length).put(entry));
    Files.write(folder.resolve(BUNDLE), java.util.Arrays.copyOf(again.array(), again.position()));
  }

  /** As whoever holds the key can: the log made anew from other entries, and signed. */
  private void remake(Consumer<List<TestYear.Told>> change) throws IOException {
    change.accept(year.told);
    Path log = folder.resolve("log");
    try (var files = Files.walk(log)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    year.log().publish(log);
  }

  private static byte[] edited(byte[] entry) {
    return new String(entry, StandardCharsets.UTF_8)
        .replace("ON_SILENCE", "OFFICER")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void editing() throws IOException {
    int at = year.entry("LETTER_ISSUED", 5);
    tamper(entries -> entries.set(at, edited(entries.get(at))));
    assertThat(year.verify(folder).kinds()).contains("ENTRY", "ROOT");
    assertThat(year.verify(folder).findings()).contains("ENTRY " + TestYear.code(5) + " " + at);
  }

  @Test
  void editingWithTheKeyShowsAgainstAnOlderCheckpoint() throws IOException {
    int at = year.entry("LETTER_ISSUED", 5);
    remake(
        told -> {
          Map<String, Object> facts = new LinkedHashMap<>(told.get(at).facts());
          facts.put("how", "OFFICER");
          TestYear.Told old = told.get(at);
          told.set(at, new TestYear.Told(old.kind(), old.dossier(), old.at(), facts));
        });
    assertThat(year.verify(folder).status()).as("nobody sees it by itself").isZero();
    assertThat(year.verify(folder, "--since", yesterday).findings()).containsExactly("FORKED");
  }

  @Test
  void deleting() throws IOException {
    int at = year.entry("LETTER_ISSUED", 5);
    tamper(entries -> entries.remove(at));
    assertThat(year.verify(folder).kinds()).contains("ENTRIES", "ENTRY", "ROOT", "LETTER_MISSING");
  }

  @Test
  void deletingWithTheKeyIsAMissingLetter() throws IOException {
    remake(told -> told.removeIf(one -> one.dossier().equals(TestYear.code(5))));
    assertThat(year.verify(folder).findings())
        .containsExactly("LETTER_MISSING " + TestYear.code(5));
    assertThat(year.verify(folder, "--since", yesterday).kinds())
        .containsExactly("LETTER_MISSING", "ROLLED_BACK");
  }

  @Test
  void inserting() throws IOException {
    tamper(entries -> entries.add(3, entries.get(3)));
    assertThat(year.verify(folder).kinds()).contains("ENTRIES", "ENTRY", "ROOT");
  }

  @Test
  void insertingWithTheKeyIsASecondLetterOrOneThatNobodyWasOwed() throws IOException {
    int at = year.entry("LETTER_ISSUED", 5);
    remake(
        told -> {
          told.add(at + 1, told.get(at));
          TestYear.Told old = told.get(at);
          told.add(at + 2, new TestYear.Told(old.kind(), TestYear.code(6), old.at(), old.facts()));
          told.add(at + 3, new TestYear.Told(old.kind(), "H26.12-X", old.at(), old.facts()));
        });
    assertThat(year.verify(folder).findings())
        .contains(
            "LETTER_TWICE " + TestYear.code(5) + " " + (at + 1),
            "LETTER_UNJUSTIFIED " + TestYear.code(6) + " " + (at + 2),
            "LETTER_WITHOUT_DOSSIER H26.12-X " + (at + 3));
    assertThat(year.verify(folder, "--since", yesterday).kinds()).contains("FORKED");
  }

  @Test
  void reordering() throws IOException {
    tamper(entries -> Collections.swap(entries, 3, 200));
    assertThat(year.verify(folder).kinds()).contains("ENTRY", "ROOT");
  }

  @Test
  void reorderingWithTheKeyShowsByTheTimesOrAnOlderCheckpoint() throws IOException {
    remake(told -> Collections.swap(told, 3, 200));
    assertThat(year.verify(folder).kinds()).contains("BACK_DATED");
    assertThat(year.verify(folder, "--since", yesterday).kinds()).contains("FORKED");
  }

  @Test
  void cuttingTheTailOff() throws IOException {
    Files.delete(lastBundle());
    assertThat(year.verify(folder).kinds()).contains("ENTRIES", "ROOT");
  }

  private Path lastBundle() throws IOException {
    try (var files = Files.walk(folder.resolve("log/tile/entries"))) {
      return files
          .filter(file -> file.getParent().toString().endsWith(".p"))
          .findAny()
          .orElseThrow();
    }
  }

  @Test
  void cuttingTheTailOffWithTheKeyShowsAgainstANewerCheckpointOrAWitness() throws IOException {
    TestLog.Key witness = TestLog.witnessKey();
    TestLog.cosign(yesterday, witness, "2026-12-01T00:00:00Z");
    remake(told -> told.remove(told.size() - 1)); // the print of the newest letter
    assertThat(year.verify(folder).status()).as("nobody sees it by itself").isZero();
    assertThat(year.verify(folder, "--since", yesterday).findings()).containsExactly("ROLLED_BACK");
    assertThat(year.verify(folder, "--witness", witness.vkey()).findings())
        .containsExactly("WITNESS_ABSENT");
  }

  @Test
  void rollingBackDatabaseAndFilesShowsAgainstANewerCheckpointOrAWitness() throws IOException {
    TestLog.Key witness = TestLog.witnessKey();
    Path backup = folder.resolve("backup");
    TestYear before = year.asOf(Instant.parse("2026-03-20T00:00:00Z"));
    before.writeEvidence(backup);
    before.log().copy(year.key).publish(backup.resolve("log"));
    assertThat(year.verify(backup).status()).as("the backup holds by itself").isZero();
    assertThat(year.verify(backup, "--since", yesterday).kinds()).contains("ROLLED_BACK");
    assertThat(year.verify(backup, "--witness", witness.vkey()).kinds()).contains("WITNESS_ABSENT");
  }

  @Test
  void forkingShowsWhenTheTwoHeadsMeet() throws IOException {
    TestLog mine = year.log();
    TestLog theirs = year.log();
    mine.add("APOLOGY_OPENED", "H26-1", "2026-12-01T00:00:00Z", Map.of("for", "us"));
    theirs.add("APOLOGY_OPENED", "H26-2", "2026-12-01T00:00:00Z", Map.of("for", "them"));
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    mine.publish(one);
    theirs.publish(two);
    for (Path head : List.of(one, two)) {
      assertThat(Run.of("log", head, "--key", year.key.vkey(), "--since", yesterday).status())
          .as("each goes on from yesterday")
          .isZero();
    }
    assertThat(
            Run.of("log", one, "--key", year.key.vkey(), "--since", two.resolve("checkpoint"))
                .findings())
        .containsExactly("FORKED");
  }

  @Test
  void swappingTwoLetters() throws IOException {
    byte[] pdf = "%PDF of dossier 10".getBytes(StandardCharsets.UTF_8);
    Path letter = Files.write(folder.resolve("letter.pdf"), pdf);
    int printed = year.entry("LETTER_PRINTED", 5);
    assertThat(
            Run.of("case", folder, "--key", year.key.vkey(), "--entry", printed, "--letter", letter)
                .findings())
        .containsExactly("OTHER_LETTER " + TestYear.code(5) + " " + printed);
  }

  @Test
  void datingBack() throws IOException {
    int at = year.entry("LETTER_ISSUED", 500);
    remake(
        told -> {
          TestYear.Told old = told.get(at);
          Instant before = old.at().minusSeconds(86_400);
          Map<String, Object> facts = new LinkedHashMap<>(old.facts());
          facts.put("issuedAt", before);
          told.set(at, new TestYear.Told(old.kind(), old.dossier(), before, facts));
        });
    assertThat(year.verify(folder).findings())
        .contains(
            "BACK_DATED " + TestYear.code(500) + " " + at,
            "LETTER_BACK_DATED " + TestYear.code(500) + " " + at);
  }

  @Test
  void datingBackWithEveryEntryAfterItShowsByAWitness() throws IOException {
    TestLog.Key witness = TestLog.witnessKey();
    TestLog.cosign(yesterday, witness, "2026-12-01T00:00:00Z");
    Path checkpoint = folder.resolve("log/checkpoint");
    year.log()
        .add("APOLOGY_OPENED", "H26-1", "2026-11-01T00:00:00Z", Map.of())
        .publish(folder.resolve("log"));
    TestLog.cosign(checkpoint, witness, "2026-12-02T00:00:00Z");
    assertThat(year.verify(folder).status()).as("its order is right").isZero();
    assertThat(year.verify(folder, "--since", yesterday, "--witness", witness.vkey()).findings())
        .containsExactly("BACK_DATED H26-1 " + year.told.size());
  }

  @Test
  void aNewKey() throws IOException {
    year.log().copy(new TestLog.Key(year.key.name, 1)).publish(folder.resolve("log"));
    assertThat(year.verify(folder).findings()).containsExactly("NOT_SIGNED");
  }

  @Test
  void aForgedSignature() throws IOException {
    Path checkpoint = folder.resolve("log/checkpoint");
    List<String> lines = new ArrayList<>(Files.readAllLines(checkpoint));
    lines.set(1, String.valueOf(year.told.size() - 1));
    Files.write(checkpoint, lines);
    assertThat(year.verify(folder).kinds()).contains("SIGNATURE_FORGED", "NOT_SIGNED", "ROOT");
  }

  @Test
  void replacingATile() throws IOException {
    for (String tile : List.of("0/000", "1/000.p/1")) {
      Path file = folder.resolve("log/tile").resolve(tile);
      Path kept = Files.copy(file, folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
      assertThat(year.verify(folder).kinds()).contains("TILE").doesNotContain("ROOT");
      Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(folder.resolve("log/tile/0/000"));
    assertThat(year.verify(folder).findings()).containsExactly("TILE_ABSENT");
  }

  @Test
  void changingACalendarRowAfterwards() throws IOException {
    year.calendar.add("VN,1,2026-03-11,PUBLIC,INVENTED");
    year.writeEvidence(folder);
    assertThat(year.verify(folder).kinds()).contains("DUE_DATE");
  }

  @Test
  void hidingAPauseOrAClosing() throws IOException {
    year.events.add(
        2,
        TestYear.row(
            "dossier",
            TestYear.code(0),
            "event",
            "PAUSED",
            "at",
            "2026-03-02T02:00:00Z",
            "kind",
            "SUPPLEMENT"));
    year.events.add(
        3,
        TestYear.row(
            "dossier", TestYear.code(0), "event", "RESUMED", "at", "2026-03-09T02:00:00Z"));
    year.event("CLOSED", 7).put("at", Instant.parse("2026-03-30T02:00:00Z"));
    year.writeEvidence(folder);
    assertThat(year.verify(folder).findings())
        .contains(
            "NO_DOCUMENT " + TestYear.code(0),
            "DUE_DATE " + TestYear.code(0),
            "LETTER_MISSING " + TestYear.code(7));
  }

  @Test
  void issuingLateAndSayingOtherwise() throws IOException {
    int at = year.entry("LETTER_ISSUED", 5);
    remake(
        told -> {
          TestYear.Told old = told.get(at);
          Instant late = old.at().plusSeconds(301);
          Map<String, Object> facts = new LinkedHashMap<>(old.facts());
          facts.put("issuedAt", late);
          told.set(at, new TestYear.Told(old.kind(), old.dossier(), late, facts));
        });
    assertThat(year.verify(folder).findings())
        .containsExactly(
            "LETTER_LATE " + TestYear.code(5) + " " + at, "IN_TIME " + TestYear.code(5) + " " + at);
  }
}
