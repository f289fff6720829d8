package onestop.web.worklist;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a list of work as they stand in an address, so that a bookmark is a saved view. An
 * empty parameter is no choice.
 *
 * @param tab a word of {@link onestop.inbox.InboxQuery.Tab}; none is the first tab with work
 * @param urgency a word of {@link onestop.inbox.InboxQuery.Urgency}
 * @param holder a login, {@code me}, or {@link onestop.inbox.InboxQuery#NOBODY}
 * @param receivedFrom a day, inclusive, as are the other days
 * @param q words of a code or of an applicant's name
 * @param answer by the key of a marked field of the procedure's form, what its answer must be;
 *     blank ones are left out
 * @param after the place after which the rows begin
 * @param before the place before which they end
 * @param view the number of the saved view that was opened; selects nothing
 * @param item the id of the item that is open beside the list; selects nothing
 */
public record WorkListAddress(
    @Nullable String tab,
    @Nullable String procedure,
    @Nullable String step,
    @Nullable String urgency,
    @Nullable String holder,
    @Nullable String channel,
    @Nullable String receivedFrom,
    @Nullable String receivedTo,
    @Nullable String dueFrom,
    @Nullable String dueTo,
    @Nullable String q,
    @Nullable Map<String, String> answer,
    @Nullable String sort,
    @Nullable String after,
    @Nullable String before,
    @Nullable String view,
    @Nullable String item) {

  private static final Pattern ANSWER = Pattern.compile("answer\\[([A-Za-z_]\\w{0,59})]");

  /** The parameter of an answer to the field of that key. */
  public static String parameter(String field) {
    return "answer[" + field + "]";
  }

  /** The key of the field that a parameter is about; empty if it is of another kind. */
  static Optional<String> field(String parameter) {
    Matcher answer = ANSWER.matcher(parameter);
    return answer.matches() ? Optional.of(answer.group(1)) : Optional.empty();
  }

  /** The answers that are chosen, by the keys of their fields. */
  public Map<String, String> answers() {
    Map<String, String> chosen = new TreeMap<>();
    Objects.requireNonNullElse(answer, Map.<String, String>of())
        .forEach(
            (key, value) -> {
              String typed = Choices.orNull(value);
              if (typed != null) {
                chosen.put(key, typed);
              }
            });
    return chosen;
  }

  /**
   * Parses the query of a saved view.
   *
   * @throws Failure {@code web/view-query} or {@code forms/unsound} for one that no list accepts
   */
  public static WorkListAddress parse(String query) {
    Map<String, String> given = new LinkedHashMap<>();
    Map<String, String> answers = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int is = pair.indexOf('=');
      if (is > 0) {
        String value = decoded(pair.substring(is + 1));
        SoundText.require("query", value);
        String name = decoded(pair.substring(0, is));
        given.put(name, value);
        field(name).ifPresent(key -> answers.put(key, value));
      }
    }
    return new WorkListAddress(
        given.get("tab"),
        given.get("procedure"),
        given.get("step"),
        given.get("urgency"),
        given.get("holder"),
        given.get("channel"),
        given.get("receivedFrom"),
        given.get("receivedTo"),
        given.get("dueFrom"),
        given.get("dueTo"),
        given.get("q"),
        answers,
        given.get("sort"),
        null,
        null,
        null,
        null);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Failure.badInput("web", "view-query", "value", value).causedBy(e);
    }
  }

  /** The choices in a fixed order, without the place: equal lists have equal queries. */
  public String query() {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("tab", tab);
    parts.putAll(filters());
    parts.put("sort", sort);
    return written(parts).collect(Collectors.joining("&"));
  }

  /**
   * The path of this page of the list, without the item that is open beside it: where acts lead
   * back to.
   */
  public String path() {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("after", after);
    parts.put("before", before);
    parts.put("view", view);
    String query =
        Stream.concat(Stream.of(query()), written(parts))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? ReturnPath.LIST : ReturnPath.LIST + "?" + query;
  }

  private static Stream<String> written(Map<String, @Nullable String> parts) {
    return parts.entrySet().stream()
        .filter(part -> Choices.orNull(part.getValue()) != null)
        .map(
            part ->
                encoded(part.getKey()) + "=" + encoded(String.valueOf(part.getValue()).strip()));
  }

  private Map<String, @Nullable String> filters() {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("procedure", procedure);
    parts.put("step", step);
    parts.put("urgency", urgency);
    parts.put("holder", holder);
    parts.put("channel", channel);
    parts.put("receivedFrom", receivedFrom);
    parts.put("receivedTo", receivedTo);
    parts.put("dueFrom", dueFrom);
    parts.put("dueTo", dueTo);
    parts.put("q", q);
    answers().forEach((key, typed) -> parts.put(parameter(key), typed));
    return parts;
  }

  /** Whether anything but a tab and an order is chosen. */
  public boolean filtered() {
    return filters().values().stream().anyMatch(value -> Choices.orNull(value) != null);
  }

  /** Whether nothing is chosen but a tab, in its usual order. */
  public boolean isTabOnly() {
    return !filtered() && Choices.orNull(sort) == null;
  }

  /** Whether a choice is made that the page shows on request only. */
  public boolean detailed() {
    return Stream.of(holder, channel, receivedFrom, receivedTo, dueFrom, dueTo, step)
        .anyMatch(value -> Choices.orNull(value) != null);
  }

  /** The same choices with a tab. */
  public WorkListAddress on(String word) {
    return new WorkListAddress(
        word,
        procedure,
        step,
        urgency,
        holder,
        channel,
        receivedFrom,
        receivedTo,
        dueFrom,
        dueTo,
        q,
        answer,
        sort,
        after,
        before,
        view,
        item);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
