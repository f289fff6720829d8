package onestop.web.worklist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.dossiers.life.Channel;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxPages;
import onestop.inbox.InboxPages.Place;
import onestop.inbox.InboxQuery;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Period;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.InboxQuery.Urgency;
import onestop.inbox.MarkedAnswers;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.form.ApplicationForm.Marked;
import onestop.web.input.IsoMoment;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Reads the addresses of lists of work. */
@Component
public final class WorkLists {
  /** The day after a last day must be one that both databases can hold. */
  private static final int LAST_YEAR = 9999;

  private final Clock clock;
  private final Catalogue catalogue;

  WorkLists(Clock clock, Catalogue catalogue) {
    this.clock = clock;
    this.catalogue = catalogue;
  }

  /**
   * The choices of an address.
   *
   * @param otherwise the tab if the address names none
   * @throws Failure {@code web/choice-unknown} or {@code web/day-unreadable}
   */
  public Choice choice(WorkListAddress address, Reader reader, Tab otherwise) {
    String holder = Choices.orNull(address.holder());
    return new Choice(
        Objects.requireNonNullElse(Choices.of(Tab.class, address.tab()), otherwise),
        Choices.orNull(address.procedure()),
        Choices.orNull(address.step()),
        Choices.of(Urgency.class, address.urgency()),
        "me".equals(holder) ? reader.id().value() : holder,
        Choices.of(Channel.class, address.channel()),
        period(address.receivedFrom(), address.receivedTo()),
        period(address.dueFrom(), address.dueTo()),
        Choices.orNull(address.q()),
        answers(address));
  }

  /**
   * What the chosen answers ask for. Answers to fields that the chosen procedure does not mark are
   * no choice: they are left over from another procedure, or from an older form.
   */
  private List<String> answers(WorkListAddress address) {
    Map<String, String> chosen = address.answers();
    List<String> wanted = new ArrayList<>();
    for (Marked marked : marked(address)) {
      String typed = chosen.get(marked.field().key());
      if (typed != null) {
        wanted.addAll(MarkedAnswers.wanted(marked.field(), typed).orElse(MarkedAnswers.nothing()));
      }
    }
    return wanted;
  }

  /** The fields by which lists of the chosen procedure are filtered; none without a procedure. */
  public List<Marked> marked(WorkListAddress address) {
    String code = Choices.orNull(address.procedure());
    return catalogue.all().stream()
        .filter(procedure -> procedure.key().code().equals(code))
        .flatMap(procedure -> catalogue.form(procedure).stream())
        .flatMap(form -> form.marked().stream())
        .toList();
  }

  /**
   * Refuses answers that select nothing by themselves.
   *
   * @throws Failure {@code web/answer-field} for a field that the chosen procedure does not mark,
   *     {@code web/answer-unreadable} for one whose answers cannot be so
   */
  public void requireAnswers(WorkListAddress address) {
    Map<String, Marked> known = new LinkedHashMap<>();
    marked(address).forEach(marked -> known.put(marked.field().key(), marked));
    address
        .answers()
        .forEach(
            (key, typed) -> {
              Marked marked = known.get(key);
              if (marked == null) {
                throw Failure.badInput(
                    "web",
                    "answer-field",
                    "field",
                    key,
                    "fields",
                    String.join(", ", known.keySet()));
              }
              if (MarkedAnswers.wanted(marked.field(), typed).isEmpty()) {
                throw Failure.badInput(
                    "web",
                    "answer-unreadable",
                    "field",
                    marked.title().in(LocaleContextHolder.getLocale()),
                    "value",
                    typed);
              }
            });
  }

  /** The order of an address; least time first if it names none. */
  public Sort sort(WorkListAddress address) {
    return Objects.requireNonNullElse(Choices.of(Sort.class, address.sort()), Sort.URGENT);
  }

  /** The selection of an address. */
  public InboxQuery query(WorkListAddress address, Reader reader, Tab otherwise) {
    return new InboxQuery(reader, choice(address, reader, otherwise), sort(address));
  }

  private Period period(@Nullable String from, @Nullable String to) {
    LocalDate first = day(from);
    LocalDate last = day(to);
    return new Period(
        first == null ? null : start(first), last == null ? null : start(last.plusDays(1)));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    String given = Choices.orNull(text);
    return given == null
        ? null
        : IsoMoment.date(given)
            .filter(day -> day.getYear() < LAST_YEAR)
            .orElseThrow(() -> Failure.badInput("web", "day-unreadable", "value", given));
  }

  /**
   * The place in an address; null for the beginning.
   *
   * @throws Failure {@code web/place-unreadable}
   */
  public @Nullable Place place(WorkListAddress address) {
    String after = Choices.orNull(address.after());
    String before = Choices.orNull(address.before());
    if (after != null) {
      return place(after, Place.Side.AFTER);
    }
    return before == null ? null : place(before, Place.Side.BEFORE);
  }

  private static Place place(String text, Place.Side side) {
    int end = Math.max(0, text.indexOf('_'));
    return IsoMoment.instant(text.substring(0, end))
        .map(at -> new Place(at, text.substring(end + 1), side))
        .orElseThrow(() -> Failure.badInput("web", "place-unreadable", "value", text));
  }

  /** The place of an item in an order, as an address has it. */
  public static String place(InboxItem item, Sort sort) {
    return InboxPages.sortedBy(item, sort) + "_" + item.workItemId();
  }

  /** The word of a choice in an address. */
  public static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
