package onestop.cli;

import java.util.Locale;
import java.util.Map;
import onestop.kernel.Failure;

/** Chooses between the two languages of a command: {@code --lang}, else the environment's. */
final class Languages {
  static final Locale ENGLISH = Locale.ENGLISH;
  static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  private Languages() {}

  /** The language asked for in the arguments; English unless the environment is Vietnamese. */
  static Locale of(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--lang=")) {
        return named(args[i].substring("--lang=".length()));
      }
      if (args[i].equals("--lang") && i + 1 < args.length) {
        return named(args[i + 1]);
      }
    }
    return ofEnvironment(System.getenv());
  }

  static Locale ofEnvironment(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return value.startsWith("vi") ? VIETNAMESE : ENGLISH;
      }
    }
    return ENGLISH;
  }

  private static Locale named(String tag) {
    return switch (tag) {
      case "vi" -> VIETNAMESE;
      case "en" -> ENGLISH;
      default -> throw Failure.badInput("cli", "language", "value", tag);
    };
  }
}
