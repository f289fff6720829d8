package onestop.ledger.verify;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import onestop.ledger.verify.Report.Finding;

/** An entry of the log: canonical JSON of five members, format 1. */
record Entry(long index, Instant at, String dossier, String kind, Map<String, Object> facts) {
  static final String ISSUED = "LETTER_ISSUED";
  static final String PRINTED = "LETTER_PRINTED";
  static final String ROTATED = "LOG_KEY_ROTATED";

  /** Reads an entry; {@link Unusable} if it is none. */
  @SuppressWarnings("unchecked")
  static Entry parse(long index, byte[] bundle, int from, int end) {
    Map<String, Object> row = Json.object(bundle, from, end);
    if (row.size() != 5 || Json.number(row, "v") != 1 || !(row.get("facts") instanceof Map<?, ?>)) {
      throw new Unusable("member", "v, facts");
    }
    Map<String, Object> facts = (Map<String, Object>) row.get("facts");
    Instant at = Json.moment(row, "at");
    return new Entry(index, at, Json.text(row, "dossier"), Json.text(row, "kind"), facts);
  }

  /** Holds the file of a letter against what the entry says of it. */
  void compare(byte[] pdf, Report report) {
    String sha256 = HexFormat.of().formatHex(Merkle.sha256(pdf));
    if (!kind.equals(PRINTED)) {
      report.add(new Finding("NO_LETTER", dossier, index, kind));
    } else if (!fact("pdfSha256").equals(sha256)) {
      report.add(new Finding("OTHER_LETTER", dossier, index, sha256));
    }
  }

  /** A fact in its written form; empty if there is none. */
  public String fact(String name) {
    return String.valueOf(facts.getOrDefault(name, ""));
  }
}
