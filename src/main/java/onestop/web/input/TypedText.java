package onestop.web.input;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import onestop.web.words.Paths;

/**
 * The text typed into a form that was not accepted: shown again on the page that the answer leads
 * to, and sent again only by the person who typed it. Never holds a password or a token.
 *
 * @param action the path that the form is posted to
 */
public record TypedText(String action, List<Field> fields) implements Serializable {
  /** The name of the model attribute for pages. */
  public static final String MODEL = "unsent";

  /** In the login form: the path that the form is posted to. */
  private static final String ACTION = "unsent.action";

  /** In the login form: the prefix of each field's name. */
  private static final String PREFIX = "unsent:";

  private static final int MOST_FIELDS = 200;
  private static final int MOST_CHARACTERS = 100_000;
  private static final Set<String> NOT_TYPED = Set.of("_csrf", "username");

  public TypedText {
    fields = List.copyOf(fields);
  }

  /** One value of one field. */
  public record Field(String name, String value) implements Serializable {
    private int length() {
      return name.length() + value.length();
    }
  }

  private static int length(List<Field> fields) {
    return fields.stream().mapToInt(Field::length).sum();
  }

  /**
   * The typed text of a posted form, or the text that the login or the switch of languages carries
   * for another form; empty if nothing was typed. Of more than {@value #MOST_CHARACTERS} characters
   * the longest fields are left out and the rest is kept.
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
      return of(path, new TreeMap<>(request.getParameterMap()));
    } catch (IllegalStateException garbled) {
      return Optional.empty(); // a body that no browser writes has no text to show
    }
  }

  /** The form around the switch of languages. */
  private static Optional<TypedText> within(HttpServletRequest request) {
    String action = request.getParameter("action");
    Map<String, String[]> fields = new TreeMap<>(request.getParameterMap());
    fields.keySet().removeAll(Set.of("to", "action"));
    return action == null || !Paths.isOwn(action) ? Optional.empty() : of(action, fields);
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
    return action == null || !Paths.isOwn(action) ? Optional.empty() : of(action, fields);
  }

  private static Optional<TypedText> of(String action, Map<String, String[]> posted) {
    List<Field> fields = new ArrayList<>();
    posted.forEach(
        (name, values) -> {
          if (!NOT_TYPED.contains(name) && !name.toLowerCase(Locale.ROOT).contains("password")) {
            Arrays.stream(values).map(value -> new Field(name, value)).forEach(fields::add);
          }
        });
    while (length(fields) > MOST_CHARACTERS) {
      fields.remove(Collections.max(fields, Comparator.comparingInt(Field::length)));
    }
    boolean anything = fields.stream().anyMatch(field -> !field.value().isBlank());
    return anything && fields.size() <= MOST_FIELDS
        ? Optional.of(new TypedText(action, fields))
        : Optional.empty();
  }
}
