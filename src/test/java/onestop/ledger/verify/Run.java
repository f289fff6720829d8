package onestop.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of the verifier as its user sees it. */
record Run(int status, String out, String err) {

  static Run of(Object... args) {
    List<String> words = new ArrayList<>();
    for (Object arg : args) {
      words.add(String.valueOf(arg));
    }
    words.addAll(List.of("--json", "--lang", "en"));
    return plain(words.toArray(String[]::new));
  }

  static Run plain(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Verifier.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The object that the run ends with. */
  JsonNode json() {
    List<String> lines = out.lines().toList();
    try {
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The findings as {@code KIND dossier entry}. */
  List<String> findings() {
    return json().get("findings").findParents("kind").stream()
        .map(
            finding ->
                finding.get("kind").asText()
                    + (finding.get("dossier").asText().isEmpty()
                        ? ""
                        : " " + finding.get("dossier").asText())
                    + (finding.get("entry").asInt() < 0 ? "" : " " + finding.get("entry").asInt()))
        .toList();
  }

  /** The kinds of findings, each once. */
  List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    json().get("kinds").fieldNames().forEachRemaining(kinds::add);
    return kinds;
  }
}
