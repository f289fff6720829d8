package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.ledger.log.LedgerScene;
import onestop.ledger.verify.Verifier;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that changes its key keeps everybody who knew the old one. */
@Tag("store")
class KeyRotationTest {
  private static final DossierCode NO_DOSSIER = new DossierCode("-");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whoKnowsTheOldKeyFollowsToTheNewOne(TestDatabase vendor) throws IOException {
    LedgerScene scene = scene(vendor);
    String oldKey = scene.verifier().text();
    Path older = Files.writeString(scene.home.resolve("older"), checkpoint(scene).note());

    KeyRotation.Rotated rotated = scene.rotation().rotate();

    assertThat(rotated.oldKey()).isEqualTo(oldKey);
    assertThat(rotated.newKey()).isEqualTo(scene.verifier().text()).isNotEqualTo(oldKey);
    assertThat(NoteSigner.read(rotated.retired()).verifier().text()).isEqualTo(oldKey);
    assertThat(checkpoint(scene).isSignedBy(scene.verifier())).isTrue();
    assertThat(scene.folder.readText("log.vkey")).contains(rotated.newKey() + "\n");
    assertThat(scene.ledger.check().differences()).isEmpty();
    String since = older.toString();
    assertThat(verify(scene, "--key", oldKey, "--since", since)).startsWith("0 ");
    assertThat(verify(scene, "--key", rotated.newKey())).startsWith("0 ");
    assertThat(verify(scene, "--key", rotated.newKey(), "--since", since)).contains("NOT_SIGNED");

    scene.commit(() -> scene.append("LETTER_ISSUED", LedgerScene.TWO, 1));
    scene.ledger.publish();
    KeyRotation.Rotated again = scene.rotation().rotate();
    assertThat(again.oldKey()).isEqualTo(rotated.newKey());
    assertThat(verify(scene, "--key", oldKey, "--since", since))
        .startsWith("0 ")
        .contains(again.newKey());
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRotationThatDiedGoesOnAndTheOldKeySignsNothingMore(TestDatabase vendor) throws IOException {
    LedgerScene scene = scene(vendor);
    Path key = scene.settings.keyFile();
    Path next = key.resolveSibling("ledger.key.next");

    // died before the new key was on record: a file of a key that nobody knows
    String newKey = NoteSigner.create(next, "example.vn/log", NoteKey.LOG).verifier().text();
    KeyRotation.Rotated rotated = scene.rotation().rotate();
    assertThat(rotated.newKey()).isEqualTo(newKey);

    // died after it, before the files were exchanged
    Files.move(key, next);
    Files.move(rotated.retired(), key);
    scene.commit(() -> scene.append("LETTER_ISSUED", LedgerScene.TWO, 1));
    assertThatThrownBy(scene.ledger::publish)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("key-unknown"));
    assertThat(scene.rotation().rotate()).isEqualTo(rotated);

    // died between the two files
    Files.move(key, next);
    assertThat(scene.rotation().rotate()).isEqualTo(rotated);
    assertThat(scene.verifier().text()).isEqualTo(newKey);
    assertThat(scene.ledger.of(NO_DOSSIER)).hasSize(1);
    assertThat(verify(scene, "--key", rotated.oldKey())).startsWith("0 ");
    scene.end();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aKeyThatTheOldOneDidNotSignIsNotFollowed(TestDatabase vendor) throws IOException {
    LedgerScene scene = scene(vendor);
    String oldKey = scene.verifier().text();
    Path key = scene.settings.keyFile();
    Files.move(key, key.resolveSibling("kept"));
    NoteSigner thief = NoteSigner.create(key, "example.vn/log", NoteKey.LOG);
    String named = thief.verifier().text();
    byte[] itsOwn = thief.signature(SignedNote.bytes(KeyRotation.statement(named)));
    for (String signature : new String[] {Base64.getEncoder().encodeToString(itsOwn), "?"}) {
      Map<String, Object> facts = Map.of("oldKey", oldKey, "newKey", named, "signature", signature);
      scene.commit(() -> scene.ledger.append(KeyRotation.KIND, NO_DOSSIER, facts, LedgerScene.AT));
    }
    scene.jdbc.update(
        "insert into ledger_key (no, vkey, at) values (2, ?, current_timestamp)", named);
    scene.ledger.publish();
    assertThat(checkpoint(scene).isSignedBy(thief.verifier())).isTrue();
    assertThat(verify(scene, "--key", oldKey)).startsWith("1 ").contains("NOT_SIGNED");
    scene.end();
  }

  @Test
  void rotatesNothingWithoutTheKeyOfThisLog() throws IOException {
    LedgerScene scene = scene(TestDatabase.H2);
    Path key = scene.settings.keyFile();
    Path kept = Files.move(key, key.resolveSibling("kept"));
    refuses("key-missing", scene);
    NoteSigner.create(key, "somebody.else/log", NoteKey.LOG);
    refuses("key-of-other-log", scene);
    assertThat(key.resolveSibling("ledger.key.next")).doesNotExist();
    assertThat(scene.ledger.of(NO_DOSSIER)).isEmpty();
    Files.delete(key);
    Files.move(kept, key);
    assertThat(verify(scene, "--key", scene.verifier().text())).startsWith("0 ");
    scene.end();
  }

  private static void refuses(String slug, LedgerScene scene) {
    assertThatThrownBy(scene.rotation()::rotate)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo(slug));
  }

  private static LedgerScene scene(TestDatabase vendor) {
    LedgerScene scene = new LedgerScene(vendor).withKey();
    scene.commit(
        () -> {
          for (int i = 0; i < 300; i++) {
            scene.append("LETTER_ISSUED", LedgerScene.ONE, i);
          }
        });
    scene.ledger.publish();
    return scene;
  }

  private static Checkpoint checkpoint(LedgerScene scene) {
    return scene.ledger.checkpoint().orElseThrow();
  }

  /** Status and output of the auditor's program on the published log. */
  private static String verify(LedgerScene scene, String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "log";
    args[1] = scene.settings.folder().toString();
    System.arraycopy(options, 0, args, 2, options.length);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = Verifier.run(out, out, args);
    return status + " " + said.toString(StandardCharsets.UTF_8);
  }
}
