package onestop.web.input;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.web.words.Paths;

/**
 * The text typed into a form that was not accepted: shown again on the page that the answer leads
 * to, and sent again only by the person who typed it. Never holds a password or a token.
 *
 * @param action the path that the form is posted to
 * @param left what could not be kept, which the page says; the longest first
 */
public record TypedText(String action, List<Field> fields, List<Left> left)
    implements Serializable {
  /** The name of the model attribute for pages. */
  public static final String MODEL = "unsent";

  /** In the login form: the path that the form is posted to. */
  private static final String ACTION = "unsent.action";

  /** In the login form: the prefix of each field's name. */
  private static final String PREFIX = "unsent:";

  /** In the login form: a field that is left out, with its length before its name. */
  private static final String LEFT = "unsent.left";

  /** The most characters that are kept of a form, names of fields included. */
  private static final int MOST_CHARACTERS = 100_000;

  private static final int MOST_FIELDS = 2_000;
  private static final int MOST_LEFT = 20;
  private static final int LONGEST_NAME = 200;
  private static final Pattern LEFT_FIELD = Pattern.compile("([0-9]{1,9}) (.+)", Pattern.DOTALL);
  private static final Set<String> NOT_TYPED = Set.of("_csrf", "username");

  public TypedText {
    fields = List.copyOf(fields);
    left = List.copyOf(left);
  }

  /**
   * A field whose value is not kept.
   *
   * @param length in characters
   */
  public record Left(String name, int length) implements Serializable {
    private static Left of(Field field) {
      String name = field.name();
      return new Left(
          name.substring(0, Math.min(name.length(), LONGEST_NAME)), field.value().length());
    }

    /** The value by which the login form carries it. */
    public String carried() {
      return length + " " + name;
    }
  }

  /** The most characters that are kept of a form. */
  public int most() {
    return MOST_CHARACTERS;
  }

  /** This text, of which only these fields are said to be left out. */
  public TypedText without(List<Left> missing) {
    return new TypedText(action, fields, missing);
  }

  /** One value of one field. */
  public record Field(String name, String value) implements Serializable {
    private int length() {
      return name.length() + value.length();
    }
  }

  /**
   * The typed text of a posted form, or the text that the login or the switch of languages carries
   * for another form; empty if nothing was typed. Of more than {@value #MOST_CHARACTERS} characters
   * the longest fields are left out, of more than {@value #MOST_FIELDS} fields the last; the rest
   * is kept, and what is left out is named.
   */
  public static Optional<TypedText> of(HttpServletRequest request) {
    if (!request.getMethod().equals("POST")) {
      return Optional.empty();
    }
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed instanceof String uri ? uri : request.getRequestURI();
    return switch (path) {
      case "/login" -> carried(request);
      case "/language" -> within(request);
      case "/logout" -> Optional.empty();
      default -> posted(path, request);
    };
  }

  private static Optional<TypedText> posted(String path, HttpServletRequest request) {
    try {
      return of(path, new TreeMap<>(request.getParameterMap()), List.of());
    } catch (IllegalStateException garbled) {
      return Optional.empty(); // a body that no browser writes has no text to show
    }
  }

  /** The form around the switch of languages. */
  private static Optional<TypedText> within(HttpServletRequest request) {
    String action = request.getParameter("action");
    Map<String, String[]> fields = new TreeMap<>(request.getParameterMap());
    fields.keySet().removeAll(Set.of("to", "action"));
    return action == null || !Paths.isOwn(action)
        ? Optional.empty()
        : of(action, fields, List.of());
  }

  private static Optional<TypedText> carried(HttpServletRequest login) {
    Map<String, String[]> fields = new TreeMap<>();
    login
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(PREFIX)) {
                fields.put(name.substring(PREFIX.length()), values);
              }
            });
    String action = login.getParameter(ACTION);
    return action == null || !Paths.isOwn(action)
        ? Optional.empty()
        : of(action, fields, left(login));
  }

  /** What was already left out on the way to the login. */
  private static List<Left> left(HttpServletRequest login) {
    String[] carried = login.getParameterValues(LEFT);
    return Arrays.stream(carried == null ? new String[0] : carried)
        .map(LEFT_FIELD::matcher)
        .filter(Matcher::matches)
        .map(one -> new Left(one.group(2), Integer.parseInt(one.group(1))))
        .toList();
  }

  private static Optional<TypedText> of(
      String action, Map<String, String[]> posted, List<Left> before) {
    List<Field> fields = new ArrayList<>();
    posted.forEach(
        (name, values) -> {
          if (!NOT_TYPED.contains(name) && !name.toLowerCase(Locale.ROOT).contains("password")) {
            Arrays.stream(values).map(value -> new Field(name, value)).forEach(fields::add);
          }
        });
    List<Field> over = over(fields);
    fields.removeAll(Set.copyOf(over));
    List<Left> left = new ArrayList<>(before);
    over.stream().map(Left::of).forEach(left::add);
    boolean anything = fields.stream().anyMatch(field -> !field.value().isBlank());
    return anything || !left.isEmpty()
        ? Optional.of(
            new TypedText(action, fields, left.subList(0, Math.min(left.size(), MOST_LEFT))))
        : Optional.empty();
  }

  /** What is too much: the longest fields of too many characters, then the last of too many. */
  private static List<Field> over(List<Field> fields) {
    List<Field> over = new ArrayList<>();
    int length = fields.stream().mapToInt(Field::length).sum();
    if (length > MOST_CHARACTERS) {
      List<Field> longest = new ArrayList<>(fields);
      longest.sort(Comparator.comparingInt(Field::length).reversed());
      for (Field field : longest) {
        if (length > MOST_CHARACTERS) {
          over.add(field);
          length -= field.length();
        }
      }
    }
    int kept = fields.size() - over.size();
    if (kept > MOST_FIELDS) {
      Set<Field> gone = Set.copyOf(over);
      fields.stream().filter(field -> !gone.contains(field)).skip(MOST_FIELDS).forEach(over::add);
    }
    return over;
  }
}
