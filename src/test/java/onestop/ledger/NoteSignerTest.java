package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import onestop.kernel.Failure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pure")
class NoteSignerTest {
  /** The example that implementations of signed notes share. */
  private static final String PRIVATE =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  @TempDir private Path dir;

  private static void refuses(String slug, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo(slug));
  }

  @Test
  void makesAndChecksTheSharedExample() throws IOException {
    Path file = Files.createFile(dir.resolve("key"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, PRIVATE + "\n" + VKEY + "\n");
    NoteSigner signer = NoteSigner.read(file);
    assertThat(signer.verifier().text()).isEqualTo(VKEY);
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(note.isSignedBy(NoteKey.parse(VKEY))).isTrue();
    assertThat(new SignedNote(note.text(), List.of(signer.sign(note.text()))).file())
        .isEqualTo(NOTE);
    assertThat(SignedNote.parse(NOTE.replace("answer", "Answer")).isSignedBy(NoteKey.parse(VKEY)))
        .isFalse();
  }

  @Test
  void keepsAKeyForItsOwnerAlone() throws IOException {
    Path file = dir.resolve("keys/ledger.key");
    NoteSigner made = NoteSigner.create(file, "example.vn/log", NoteKey.LOG);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(NoteSigner.read(file).verifier()).isEqualTo(made.verifier());
    refuses("key-exists", () -> NoteSigner.create(file, "example.vn/log", NoteKey.LOG));
    assertThat(NoteSigner.read(file).verifier()).isEqualTo(made.verifier());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    refuses("key-readable", () -> NoteSigner.read(file));
  }

  @Test
  void refusesWhatIsNoKeyFile() throws IOException {
    refuses("key-missing", () -> NoteSigner.read(dir.resolve("none")));
    Path other = dir.resolve("other");
    String vkey = NoteSigner.create(other, "example.vn/log", NoteKey.LOG).verifier().text();
    Path file = dir.resolve("damaged");
    NoteSigner.create(file, "example.vn/log", NoteKey.LOG);
    List<String> lines = Files.readAllLines(file);
    for (String text :
        List.of(
            "",
            lines.get(0),
            "hello\nworld\n",
            lines.get(0).substring(3) + "\n" + lines.get(1),
            lines.get(0) + "\n" + vkey)) {
      Files.writeString(file, text);
      refuses("key-damaged", () -> NoteSigner.read(file));
    }
  }

  @Test
  void refusesNamesThatNoKeyCanHave() {
    for (String name : List.of("", "a b", "a+b", "a\u00a0b", "a\nb", "a\u2003b")) {
      refuses("origin", () -> NoteSigner.create(dir.resolve("key"), name, NoteKey.LOG));
    }
    assertThat(dir.resolve("key")).doesNotExist();
    for (String vkey : List.of("", "a", "a+b+c", VKEY.replace("c74f", "c74e"), VKEY + "AA")) {
      refuses("verifier-key", () -> NoteKey.parse(vkey));
    }
  }

  @Test
  void checksACosignatureWithItsTime() {
    NoteSigner witness = NoteSigner.create(dir.resolve("w"), "witness.vn/w", NoteKey.WITNESS);
    NoteSigner log = NoteSigner.create(dir.resolve("l"), "example.vn/log", NoteKey.LOG);
    String text = Checkpoint.text("example.vn/log", 7, "00".repeat(32));
    Instant at = Instant.parse("2026-02-13T10:00:00Z");
    SignedNote note = new SignedNote(text, List.of(log.sign(text))).with(witness.cosign(text, at));
    assertThat(SignedNote.parse(note.file()).file()).isEqualTo(note.file());
    assertThat(note.isSignedBy(witness.verifier())).isTrue();
    assertThat(note.isSignedBy(log.verifier())).isTrue();
    byte[] later = note.signatures().get(1).bytes().clone();
    later[11] ^= 1;
    SignedNote bent =
        new SignedNote(text, List.of(new SignedNote.SignatureLine("witness.vn/w", later)));
    assertThat(bent.isSignedBy(witness.verifier())).as("another time").isFalse();
  }

  @Test
  void refusesWhatIsNoNote() {
    for (String note : List.of("", "a", "a\n\n", "a\n\nb\n", "a\n\n\u2014 x y\n", NOTE.strip())) {
      refuses("note", () -> SignedNote.parse(note));
    }
    for (String note : List.of(NOTE, NOTE.replace("If", "a\n1\nAAAA\nIf"))) {
      refuses("note", () -> Checkpoint.parse(note));
    }
  }
}
