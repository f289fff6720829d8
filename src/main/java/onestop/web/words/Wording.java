package onestop.web.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Converts the values of a refusal into text: pages show the names of steps, roles, agencies and
 * people, and dates in local form. A program gets the values themselves.
 */
@Component
public final class Wording {
  private static final DateTimeFormatter MOMENT_VI =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
  private static final DateTimeFormatter MOMENT_EN =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_VI = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  /** The keys for the text of a value; the first existing one is used. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "step", List.of("step.", "lifecycle.", "obligation-step."),
          "role", List.of("role."),
          "state", List.of("state.", "obligation.", "deliveries.state."),
          "wanted", List.of("deliveries.state."),
          "level", List.of("mark."),
          "mark", List.of("mark."),
          "fileType", List.of("file-type."),
          "outcome", List.of("outcome."));

  /** A limit as the law's packs and programs write it. */
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,4})(wd|wh|d)");

  /** The keys for the labels of fields, by the names that programs send. */
  private static final List<String> LABELS = List.of("complete.field.", "typed.field.");

  private final Directory directory;
  private final MessageSource messages;
  private final ZoneId zone;

  public Wording(Directory directory, MessageSource messages, ZoneId zone) {
    this.directory = directory;
    this.messages = messages;
    this.zone = zone;
  }

  /** The look-up of names of agencies and people. */
  public interface Directory {
    Optional<Agency> agency(AgencyCode code);

    Optional<Officer> officer(OfficerId id);
  }

  /** The agencies on record. */
  @Component
  static final class OnRecord implements Directory {
    private final Agencies agencies;

    OnRecord(Agencies agencies) {
      this.agencies = agencies;
    }

    @Override
    public Optional<Agency> agency(AgencyCode code) {
      return agencies.find(code);
    }

    @Override
    public Optional<Officer> officer(OfficerId id) {
      return agencies.find(id);
    }
  }

  /** The values in order, as text. */
  Object[] of(Problem problem, Locale locale) {
    if (problem.arguments().isEmpty()) {
      return problem.values().toArray();
    }
    List<Object> words = new ArrayList<>();
    problem.arguments().forEach((name, value) -> words.add(of(name, value, locale)));
    return words.toArray();
  }

  /** The same for a page, where a field has the name of its label. */
  Object[] onPage(Problem problem, Locale locale) {
    Object[] words = of(problem, locale);
    int at = List.copyOf(problem.arguments().keySet()).indexOf("field");
    if (at >= 0) {
      words[at] = word(LABELS, String.valueOf(problem.arguments().get("field")), locale);
    }
    return words;
  }

  private Object of(String name, Object value, Locale locale) {
    String text = String.valueOf(value);
    return switch (name) {
      case "agency" -> agency(text, locale);
      case "holder", "officer" -> officer(text);
      case "by", "longest" -> limit(text, locale);
      case "fileTypes" ->
          Arrays.stream(text.split(", "))
              .map(type -> word(List.of("file-type."), type, locale))
              .collect(Collectors.joining(", "));
      default -> {
        List<String> keys = WORDS.get(name);
        yield keys == null ? moment(value, locale) : word(keys, text, locale);
      }
    };
  }

  private String word(List<String> prefixes, String value, Locale locale) {
    for (String prefix : prefixes) {
      String key = prefix + value;
      String found = messages.getMessage(key, null, key, locale);
      if (found != null && !found.equals(key)) {
        return found;
      }
    }
    return value;
  }

  /** A limit as number and unit; any other value as it is. */
  private String limit(String value, Locale locale) {
    Matcher written = LIMIT.matcher(value);
    if (!written.matches()) {
      return value.equals("same-day") ? word(List.of("limit."), value, locale) : value;
    }
    return messages.getMessage(
        "limit." + written.group(2), new Object[] {Integer.valueOf(written.group(1))}, locale);
  }

  private String agency(String code, Locale locale) {
    try {
      Optional<Agency> found = directory.agency(new AgencyCode(code));
      return found.map(a -> isEnglish(locale) ? a.nameEn() : a.nameVi()).orElse(code);
    } catch (Failure | DataAccessException | TransactionException noCode) {
      return code;
    }
  }

  private String officer(String login) {
    try {
      return directory.officer(new OfficerId(login)).map(Officer::name).orElse(login);
    } catch (Failure | DataAccessException | TransactionException noLogin) {
      return login;
    }
  }

  private Object moment(Object value, Locale locale) {
    if (value instanceof Instant at) {
      return at.atZone(zone).format(isEnglish(locale) ? MOMENT_EN : MOMENT_VI);
    }
    if (value instanceof LocalDateTime at) {
      return at.format(isEnglish(locale) ? MOMENT_EN : MOMENT_VI);
    }
    if (value instanceof LocalDate day) {
      return day.format(isEnglish(locale) ? DAY_EN : DAY_VI);
    }
    if (value instanceof String text
        && text.matches("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|[+-]\\d\\d:\\d\\d))?")) {
      try {
        return moment(
            text.length() == 10 ? LocalDate.parse(text) : OffsetDateTime.parse(text).toInstant(),
            locale);
      } catch (DateTimeParseException noDate) {
        return text;
      }
    }
    return value;
  }

  private static boolean isEnglish(Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
