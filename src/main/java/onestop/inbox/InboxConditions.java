package onestop.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.inbox.InboxFilter.Desk;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Period;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.InboxQuery.Urgency;
import onestop.kernel.PlainText;
import onestop.procedures.LetterModel;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on rows of {@code inbox_item} for one reader, and the parameters that they use. No
 * text of a reader becomes part of a statement.
 */
final class InboxConditions {
  private static final int MOST_WORDS = 8;

  static final String LETTER =
      LetterModel.STEPS.stream().collect(Collectors.joining("', '", "step in ('", "')"));

  private static final String EXCUSED = "coalesce(waiting_since <= due_lawful_at, false)";

  /** False and never null where a moment is absent, so that each row is in exactly one group. */
  private static final String OVERDUE =
      """
      coalesce(not @EXCUSED@ and (closed_at is null and due_lawful_at < :now
        or @LETTER@ and (coalesce(own_due_at < :now, false)
          or coalesce(closed_at > due_lawful_at, false))), false)
      """
          .replace("@EXCUSED@", EXCUSED)
          .replace("@LETTER@", LETTER);

  private static final String NEAR =
      """
      coalesce(not @OVERDUE@ and not @EXCUSED@ and (closed_at is null and due_lawful_at < :near
        or @LETTER@ and coalesce(own_due_at < :near, false)
        or not @LETTER@ and coalesce(own_due_at < due_at and own_due_at < :now, false)), false)
      """
          .replace("@OVERDUE@", OVERDUE)
          .replace("@EXCUSED@", EXCUSED)
          .replace("@LETTER@", LETTER);

  private final Map<String, Object> params = new LinkedHashMap<>();
  private final String served;
  private final String home;

  InboxConditions(Reader reader) {
    params.put("me", reader.id().value());
    params.put("now", Sql.utc(reader.now()));
    params.put("near", Sql.utc(reader.near()));
    params.put("agencies", Sql.keys(agencies(reader)));
    Map<String, List<String>> roles = new LinkedHashMap<>();
    reader
        .desks()
        .forEach(
            desk ->
                roles
                    .computeIfAbsent(desk.agency().value(), agency -> new ArrayList<>())
                    .add(desk.role()));
    this.served = pairs(roles, "role");
    this.home = pairs(roles, "home_role");
  }

  private static Set<String> agencies(Reader reader) {
    return Stream.concat(reader.desks().stream(), reader.unit().stream())
        .map(desk -> desk.agency().value())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String pairs(Map<String, List<String>> roles, String column) {
    List<String> parts = new ArrayList<>();
    roles.forEach(
        (agency, held) -> {
          int i = parts.size();
          params.put("agency" + i, agency);
          params.put("roles" + i, Sql.keys(held));
          parts.add("agency = :agency" + i + " and " + column + " = any(:roles" + i + ")");
        });
    return parts.isEmpty() ? "1 = 0" : "(" + String.join(" or ", parts) + ")";
  }

  Map<String, Object> params() {
    return params;
  }

  /** The desks at which rows of a tab wait. */
  static List<Desk> desks(Reader reader, Tab tab) {
    return switch (tab) {
      case MINE, UNASSIGNED -> reader.desks();
      case UNIT, WAITING -> reader.unit();
    };
  }

  /** The rows of a tab. */
  String of(Tab tab) {
    return switch (tab) {
      case MINE -> "(" + served + " and assignee = :me and waiting_since is null)";
      case UNASSIGNED ->
          "("
              + served
              + " and assignee is null and waiting_since is null"
              + " and (barred is null or barred <> :me))";
      case UNIT -> "(1 = 1)";
      case WAITING ->
          "(waiting_since is not null and "
              + served
              + " or home_role <> role and not "
              + served
              + " and "
              + home
              + ")";
    };
  }

  /**
   * The rows of a choice.
   *
   * @param name distinguishes the parameters of this choice from those of others
   */
  String of(Choice choice, String name) {
    List<String> parts = new ArrayList<>();
    parts.add(of(choice.tab()));
    equal(parts, "procedure_code", choice.procedure(), name);
    equal(parts, "step", choice.step(), name);
    if (InboxQuery.NOBODY.equals(choice.holder())) {
      parts.add("assignee is null");
    } else {
      equal(parts, "assignee", choice.holder(), name);
    }
    equal(parts, "channel", choice.channel() == null ? null : choice.channel().name(), name);
    if (choice.urgency() != null) {
      parts.add(urgency(choice.urgency()));
    }
    within(parts, "received_at", choice.received(), name);
    within(parts, "due_at", choice.due(), name);
    text(parts, choice.text(), name);
    for (int i = 0; i < choice.answers().size(); i++) {
      params.put(name + "answer" + i, choice.answers().get(i));
      parts.add("position(:" + name + "answer" + i + " in answer_words) > 0");
    }
    return String.join(" and ", parts);
  }

  private void equal(List<String> parts, String column, @Nullable String value, String name) {
    if (value != null) {
      params.put(name + column, value);
      parts.add(column + " = :" + name + column);
    }
  }

  private void within(List<String> parts, String column, Period period, String name) {
    bound(parts, column + " >= :", name + column + "From", period.from());
    bound(parts, column + " < :", name + column + "To", period.to());
  }

  private void bound(List<String> parts, String test, String param, @Nullable Instant at) {
    if (at != null) {
      params.put(param, Sql.utc(at));
      parts.add(test + param);
    }
  }

  /** Each word is a part of the code or of the name; what a pattern would read is left out. */
  private void text(List<String> parts, @Nullable String text, String name) {
    if (text == null) {
      return;
    }
    String[] words = PlainText.of(text).replaceAll("[%_\\\\]", "").strip().split(" ");
    for (int i = 0; i < Math.min(words.length, MOST_WORDS); i++) {
      params.put(name + "word" + i, "%" + words[i].toLowerCase(Locale.ROOT) + "%");
      parts.add(
          "(lower(dossier_code) like :@ or applicant_plain like :@)"
              .replace("@", name + "word" + i));
    }
  }

  /** The rows of that urgency; the parameters are {@code now} and {@code near}. */
  static String urgency(Urgency urgency) {
    return switch (urgency) {
      case OVERDUE -> OVERDUE;
      case NEAR -> NEAR;
      case CALM -> "not " + OVERDUE + " and not " + NEAR;
    };
  }
}
