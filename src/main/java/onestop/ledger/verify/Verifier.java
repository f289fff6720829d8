package onestop.ledger.verify;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The program {@code onestop-verify.jar}: {@code log}, {@code case}, {@code year} and {@code
 * proof}.
 *
 * <p>Exit status 0: all holds; 1: a line for each finding; 2: the input cannot be used, with one
 * sentence on standard error. Reads files and nothing else; speaks to no network.
 */
public final class Verifier {
  private static final Set<String> COMMANDS = Set.of("log", "case", "year", "proof");
  private static final String OPTIONS =
      "--key, --since, --witness, --entry, --letter, --dossiers, --calendar, --rules";

  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Verifier(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
      } else if (word.equals("--help")) {
        throw new Unusable("usage");
      } else if (!List.of(OPTIONS.split(", ")).contains(word)) {
        throw new Unusable("option", word, OPTIONS);
      } else if (++i == arguments.size()) {
        throw new Unusable("missing", word);
      } else {
        options.computeIfAbsent(word, name -> new ArrayList<>()).add(arguments.get(i));
      }
    }
    if (words.size() != 2 || !COMMANDS.contains(words.get(0))) {
      throw new Unusable("usage");
    }
  }

  /** Ends the process with the status. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(out, err, args);
    out.flush();
    System.exit(status);
  }

  /** Runs one command and gives its status; results go to {@code out}. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    List<String> arguments = new ArrayList<>(List.of(args));
    boolean json = arguments.removeIf("--json"::equals);
    int named = arguments.indexOf("--lang") + 1;
    String language = String.valueOf(System.getenv("LANG"));
    if (named > 0 && named < arguments.size()) {
      language = arguments.remove(named);
      arguments.remove(named - 1);
    }
    Report report = new Report(out, Locale.forLanguageTag(language.startsWith("vi") ? "vi" : "en"));
    try {
      new Verifier(arguments).check(report);
      return report.conclude(json);
    } catch (Unusable why) {
      err.println(report.text("bad." + why.getMessage(), why.values));
      return 2;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError broken) {
      err.println(report.text("bad.broken", broken.getClass().getSimpleName()));
      return 2;
    }
  }

  private void check(Report report) {
    List<VerifierKey> keys = keys("--key");
    if (keys.isEmpty() && List.of("log", "proof").contains(words.get(0))) {
      throw new Unusable("missing", "--key");
    } else if (words.get(0).equals("proof")) {
      proof(keys, report);
      return;
    }
    LogFolder log = LogFolder.of(Path.of(words.get(1)));
    if (keys.isEmpty()) {
      keys = List.of(key(log.root().resolve("log.vkey").toString()));
      report.figure("ownKey", keys.get(0).name());
    }
    LogCheck check = new LogCheck(log, keys, report);
    options.getOrDefault("--since", List.of()).forEach(old -> check.since(Path.of(old)));
    keys("--witness").forEach(check::witness);
    switch (words.get(0)) {
      case "log" -> check.run(entry -> {});
      case "case" -> check.letter(entry(), LogFolder.required(file("--letter")));
      default -> {
        Terms terms = new Terms(file("--calendar"), file("--rules"));
        YearCheck year = new YearCheck(terms, report);
        Path events = file("--dossiers");
        check.run(year::take);
        year.run(events);
      }
    }
  }

  private void proof(List<VerifierKey> keys, Report report) {
    Proof proof = Proof.read(Path.of(words.get(1)));
    Optional<Path> letter = Optional.of("--letter").filter(options::containsKey).map(this::file);
    report.figure("entries", proof.checkpoint().size());
    if (!proof.checkpoint().isSigned(keys, report)) {
      report.ofLog("NOT_SIGNED", proof.checkpoint().file());
    }
    keys("--witness").forEach(witness -> proof.checkpoint().require(witness, report));
    proof.check(letter.map(LogFolder::required), report);
  }

  private long entry() {
    String number = file("--entry").toString();
    if (!number.matches("\\d{1,18}")) {
      throw new Unusable("number", number);
    }
    return Long.parseLong(number);
  }

  private Path file(String option) {
    List<String> values = options.getOrDefault(option, List.of());
    if (values.size() != 1) {
      throw new Unusable("missing", option);
    }
    return Path.of(values.get(0));
  }

  private List<VerifierKey> keys(String option) {
    return options.getOrDefault(option, List.of()).stream().map(Verifier::key).toList();
  }

  /** A key by its text, or by the file that holds it. */
  private static VerifierKey key(String given) {
    boolean text = given.matches("[^+/]\\S*\\+[0-9a-f]{8}\\+\\S+");
    return VerifierKey.parse(
        text ? given : new String(LogFolder.required(Path.of(given)), StandardCharsets.UTF_8));
  }
}
