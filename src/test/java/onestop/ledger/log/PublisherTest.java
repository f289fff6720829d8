package onestop.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.EntryText;
import onestop.ledger.InclusionProof;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck.Kind;
import onestop.ledger.LedgerEntry;
import onestop.ledger.SignedNote;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("store")
class PublisherTest {

  /** Every file of the folder by its path, with its bytes in hexadecimal. */
  private static TreeMap<String, String> files(LedgerScene scene) {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(scene.settings.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            scene.settings.folder().relativize(file).toString(),
            HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
      return files;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Another life of the program, on the same database and folder. */
  private static Ledger nextLife(LedgerScene scene) {
    return scene.ledger(scene.transactions);
  }

  private static void many(LedgerScene scene, int from, int to) {
    scene.commit(
        () -> {
          for (int i = from; i < to; i++) {
            scene.append("LETTER_ISSUED", LedgerScene.ONE, i);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void putsWhatIsIntegratedUnderASignedCheckpoint(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 300);
    Checkpoint checkpoint = scene.ledger.publish().orElseThrow();
    assertThat(checkpoint.size()).isEqualTo(300);
    assertThat(checkpoint.root()).isEqualTo(scene.ledger.head());
    assertThat(checkpoint.isSignedBy(scene.verifier())).isTrue();
    assertThat(scene.ledger.checkpoint()).contains(checkpoint);
    assertThat(checkpoint.note())
        .startsWith("example.vn/log\n300\n")
        .contains("\n\n\u2014 example.vn/log ");
    assertThat(scene.folder.readText("log.vkey")).contains(scene.verifier().text() + "\n");
    assertThat(files(scene).keySet())
        .containsExactlyInAnyOrder(
            "checkpoint",
            "log.vkey",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44");
    byte[] bundle = scene.folder.read("tile/entries/001.p/44").orElseThrow();
    byte[] text = EntryText.bytes(scene.ledger.entries(256, 1).get(0).canonicalJson());
    assertThat(bundle).startsWith((byte) (text.length >> 8), (byte) text.length);
    assertThat(HexFormat.of().formatHex(bundle)).contains(HexFormat.of().formatHex(text));
    assertThat(scene.ledger.check().differences()).isEmpty();
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void growsByWhatIsNewAndProvesIt(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 5);
    Checkpoint first = scene.ledger.publish().orElseThrow();
    many(scene, 5, 700);
    Checkpoint second = nextLife(scene).publish().orElseThrow();
    assertThat(files(scene).keySet()).contains("tile/0/000.p/5", "tile/0/000");
    many(scene, 700, 701);
    Checkpoint third = scene.ledger.publish().orElseThrow();
    assertThat(scene.ledger.publish()).contains(third);
    for (Checkpoint older : List.of(first, second, third)) {
      assertThat(
              scene
                  .ledger
                  .consistency(older.size(), third)
                  .holds(older.rootBytes(), third.rootBytes()))
          .isTrue();
    }
    for (LedgerEntry entry : scene.ledger.entries(0, 701)) {
      InclusionProof proof = scene.ledger.inclusion(entry.position(), third).orElseThrow();
      byte[] leaf = HexFormat.of().parseHex(entry.leafHash());
      assertThat(proof.holds(leaf, third.rootBytes())).as("entry %s", entry.position()).isTrue();
    }
    assertThat(scene.ledger.inclusion(701, third)).isEmpty();
    assertThat(scene.ledger.inclusion(0, third).orElseThrow().file("{}", third.note()))
        .startsWith("c2sp.org/tlog-proof@v1\nextra e30=\nindex 0\n")
        .endsWith("\n\n" + third.note());
    assertThat(scene.ledger.check().differences()).isEmpty();
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void publishesNothingWithoutAKey(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor);
    many(scene, 0, 3);
    assertThat(scene.ledger.publish()).isEmpty();
    assertThat(scene.ledger.size()).as("integrated all the same").isEqualTo(3);
    assertThat(scene.settings.folder()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void makesMissingFilesAgainAsTheyWere(TestDatabase vendor) throws IOException {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    for (int size : new int[] {3, 300, 301, 600}) {
      many(scene, (int) scene.ledger.size(), size);
      scene.ledger.publish();
    }
    TreeMap<String, String> before = files(scene);
    before.keySet().removeIf(path -> path.contains("000.p/") || path.contains("/001.p/"));
    for (String path : before.keySet()) {
      Files.delete(scene.settings.folder().resolve(path));
      nextLife(scene).publish();
      assertThat(files(scene)).as(path).containsAllEntriesOf(before);
    }
    for (String path : files(scene).keySet()) {
      Files.delete(scene.settings.folder().resolve(path));
    }
    nextLife(scene).publish();
    assertThat(files(scene)).containsAllEntriesOf(before);
    assertThat(scene.ledger.check().differences()).isEmpty();
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signsNothingInAFolderThatShowsMoreThanTheDatabaseKnows(TestDatabase vendor)
      throws IOException {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 10);
    String note = scene.ledger.publish().orElseThrow().note();
    LedgerScene older = new LedgerScene(vendor);
    Files.createDirectories(older.settings.folder());
    Files.copy(scene.settings.keyFile(), older.settings.keyFile());
    Files.writeString(older.settings.folder().resolve("checkpoint"), note);
    for (int size : new int[] {7, 10, 12}) {
      // what a database does that was put back to its backup: it goes on in another way
      many(older, (int) older.ledger.size() + 100, size + 100);
      assertThatThrownBy(older.ledger::publish)
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.slug()).isEqualTo("checkpoint-unknown"));
    }
    assertThat(files(older).get("checkpoint"))
        .isEqualTo(HexFormat.of().formatHex(SignedNote.bytes(note)));
    assertThat(older.ledger.size()).as("entries are integrated all the same").isEqualTo(12);
    assertThat(older.findings()).contains(Kind.CHECKPOINT_DIFFERS);
    scene.end();
    older.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signsNothingWithAKeyThatIsNotTheLogs(TestDatabase vendor) throws IOException {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 1);
    scene.ledger.publish();
    Files.delete(scene.settings.keyFile());
    scene.withKey();
    many(scene, 1, 2);
    assertThatThrownBy(scene.ledger::publish)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("key-unknown"));
    assertThat(scene.ledger.checkpoint().orElseThrow().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signsNothingThatTheEntriesDoNotGive(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 2);
    scene.ledger.publish();
    many(scene, 2, 4);
    scene.ledger.integrate();
    scene.dropGuard("ledger_entry");
    scene.jdbc.update(
        "update ledger_entry set canonical_json = replace(canonical_json, ':3}', ':4}')");
    assertThatThrownBy(scene.ledger::publish)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("tree-differs"));
    assertThat(scene.ledger.checkpoint().orElseThrow().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void putsNoEntryIntoABundleThatIsNotTheOnePublished(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 300);
    scene.ledger.publish();
    many(scene, 300, 301);
    scene.dropGuard("ledger_entry");
    scene.jdbc.update(
        "update ledger_entry set canonical_json = replace(canonical_json, ':257}', ':7}')");
    assertThatThrownBy(nextLife(scene)::publish)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("entry-differs"));
    assertThat(scene.ledger.checkpoint().orElseThrow().size()).isEqualTo(300);
    scene.end();
  }

  /** What is done to files or to what was signed, and what a check says to it. */
  private record Tampering(String what, Kind kind) {}

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void namesEveryChangeOfWhatIsPublished(TestDatabase vendor) throws IOException {
    List<Tampering> files =
        List.of(
            new Tampering("tile/0/000", Kind.FILE_DIFFERS),
            new Tampering("tile/entries/001.p/44", Kind.FILE_DIFFERS),
            new Tampering("tile/1/000.p/1", Kind.FILE_DIFFERS),
            new Tampering("checkpoint", Kind.FILE_DIFFERS));
    LedgerScene scene = new LedgerScene(vendor).withKey();
    many(scene, 0, 300);
    scene.ledger.publish();
    for (Tampering tampering : files) {
      Path file = scene.settings.folder().resolve(tampering.what());
      byte[] before = Files.readAllBytes(file);
      Files.delete(file);
      if (!tampering.what().equals("checkpoint")) {
        assertThat(scene.findings()).as(tampering.what()).containsExactly(tampering.kind());
      }
      Files.writeString(file, "something else");
      assertThat(scene.findings()).as(tampering.what()).containsExactly(tampering.kind());
      Files.write(file, before);
    }
    scene.dropGuard("ledger_checkpoint");
    for (String change :
        List.of(
            "update ledger_checkpoint set size = 299",
            "update ledger_checkpoint set root = repeat('0', 64)",
            "update ledger_checkpoint set note = 'x'",
            "delete from ledger_checkpoint")) {
      scene.jdbc.execute("create table before_it as select * from ledger_checkpoint");
      scene.jdbc.execute(change);
      assertThat(scene.findings()).as(change).contains(Kind.CHECKPOINT_DIFFERS);
      scene.jdbc.execute("delete from ledger_checkpoint");
      scene.jdbc.execute("insert into ledger_checkpoint select * from before_it");
      scene.jdbc.execute("drop table before_it");
    }
    assertThat(scene.findings()).isEmpty();
    scene.end();
  }

  @Test
  void findsNoFileOutsideOfTheLog() {
    LedgerScene scene = new LedgerScene(TestDatabase.H2);
    assertThat(scene.folder.file("checkpoint")).isPresent();
    assertThat(scene.folder.file("tile/0/x001/234")).isPresent();
    for (String path :
        List.of(
            "../ledger.key",
            "tile/../../ledger.key",
            "/etc/passwd",
            "",
            ".",
            "tile",
            "CHECKPOINT",
            "checkpoint/",
            "checkpoint.part",
            "tile/0/000.part",
            "tile/0/%2e%2e",
            "log.vkey\0")) {
      assertThat(scene.folder.file(path)).as(path).isEmpty();
    }
  }
}
