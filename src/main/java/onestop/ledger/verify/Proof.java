package onestop.ledger.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.ledger.verify.Report.Finding;

/**
 * One entry and the hashes from it to a signed checkpoint: C2SP tlog-proof, whose extra data is the
 * entry itself, so that nothing else is needed. It is believed no more for that: the hashes begin
 * with it.
 */
record Proof(long index, byte[] entry, List<byte[]> path, Checkpoint checkpoint) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "c2sp\\.org/tlog-proof@v1\nextra (\\S+)\nindex (0|[1-9]\\d{0,17})\n"
              + "((?:\\S{43}=\n){0,63})\n(.*)",
          Pattern.DOTALL);

  /** Reads a proof that has its entry with it. */
  static Proof read(Path file) {
    String text = new String(LogFolder.required(file), ISO_8859_1); // a character is a byte
    Matcher parts = FORMAT.matcher(text);
    try {
      if (!parts.matches()) {
        throw new IllegalArgumentException(text);
      }
      byte[] entry = Base64.getDecoder().decode(parts.group(1));
      List<byte[]> path = parts.group(3).lines().map(Base64.getDecoder()::decode).toList();
      Checkpoint checkpoint = Checkpoint.parse(file, parts.group(4).getBytes(ISO_8859_1));
      return new Proof(Long.parseLong(parts.group(2)), entry, path, checkpoint);
    } catch (RuntimeException e) {
      throw new Unusable("proof", file);
    }
  }

  /** Whether the entry is in that tree, and the PDF, if there is one, the letter that it names. */
  void check(Optional<byte[]> letter, Report report) {
    byte[] leaf = Merkle.leaf(entry, 0, entry.length);
    byte[] root = Merkle.root(leaf, index, checkpoint.size(), path);
    String dossier = "";
    try {
      Entry read = Entry.parse(index, entry, 0, entry.length);
      dossier = read.dossier();
      letter.ifPresent(pdf -> read.compare(pdf, report));
    } catch (Unusable e) {
      report.add(new Finding("ENTRY_FORMAT", "", index));
    }
    if (index >= checkpoint.size() || !Arrays.equals(root, checkpoint.root())) {
      report.add(new Finding("NOT_INCLUDED", dossier, index, checkpoint.size()));
    }
    report.figure("entry", new String(entry, UTF_8));
  }
}
