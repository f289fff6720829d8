package onestop.ledger.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onestop.kernel.Failure;
import onestop.ledger.Checkpoint;
import onestop.ledger.LedgerSettings;
import onestop.ledger.NoteKey;
import onestop.ledger.SignedNote;
import org.springframework.stereotype.Component;

/**
 * The signature lines submitted by witnesses. A line counts if it belongs to a configured witness
 * and is valid for the given checkpoint; all other content of the folder is ignored.
 */
@Component
class Cosignatures {
  private static final long MAX_BYTES = 64 * 1024;

  private final LedgerSettings settings;

  Cosignatures(LedgerSettings settings) {
    this.settings = settings;
  }

  /** The checkpoint with all its valid cosignatures, in the order of the settings. */
  Checkpoint under(Checkpoint checkpoint) {
    SignedNote note = SignedNote.parse(checkpoint.note());
    List<SignedNote.SignatureLine> lines = settings.witnesses().isEmpty() ? List.of() : lines();
    for (String vkey : settings.witnesses()) {
      NoteKey witness = NoteKey.parse(vkey);
      for (SignedNote.SignatureLine line : lines) {
        if (line.isOf(witness) && note.holds(line, witness) && note.of(witness).isEmpty()) {
          note = note.with(line);
        }
      }
    }
    return Checkpoint.parse(note.file());
  }

  private List<SignedNote.SignatureLine> lines() {
    List<SignedNote.SignatureLine> lines = new ArrayList<>();
    if (!Files.isDirectory(settings.cosignatures())) {
      return lines;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.cosignatures())) {
      for (Path file : files) {
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
          new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .forEach(line -> read(line, lines));
        }
      }
      return lines;
    } catch (IOException e) {
      throw Failure.of(
              Failure.Kind.LOST_RESOURCE,
              "ledger",
              "folder",
              "file",
              settings.cosignatures().toString(),
              "reason",
              e.getClass().getSimpleName())
          .causedBy(e);
    }
  }

  private static void read(String line, List<SignedNote.SignatureLine> lines) {
    try {
      lines.add(SignedNote.line(line));
    } catch (Failure noSignature) {
      // not a signature line: ignored
    }
  }
}
