package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Channel;
import onestop.inbox.InboxFilter.Desk;
import onestop.inbox.InboxPages.Counts;
import onestop.inbox.InboxPages.Page;
import onestop.inbox.InboxPages.Place;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Period;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.InboxQuery.Urgency;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.PlainText;
import onestop.procedures.StepForm;
import onestop.testing.City;
import onestop.testing.FilledForm;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tabs, filters, orders and places of a unit's work, on both databases. */
@Tag("world")
class InboxPagesOfUnitTest {
  private static final String CERTIFIED_COPY = "2.000815";
  private static final String MARITAL_STATUS = "1.004873";
  private static final Actor.Officer SPECIALIST = City.officer(City.WARD, Role.SPECIALIST);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tabsFiltersAndPlacesSelectWhatTheirWordsSay(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      List<DossierCode> codes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        codes.add(city.receive(MARITAL_STATUS).code());
        world.advanceTo(world.now().plus(Duration.ofMinutes(7)));
      }
      codes.subList(0, 4).forEach(code -> city.workUntil(code, "appraise_dossier"));
      city.receive(CERTIFIED_COPY);
      InboxPages pages = world.get(InboxPages.class);
      String held = item(world, codes.get(0), "appraise_dossier");
      world.get(Dossiers.class).claim(held, SPECIALIST);
      pause(city, codes.get(1));

      Reader reader = reader(world, Role.SPECIALIST);
      assertThat(ids(pages, reader, Choice.all(Tab.MINE))).containsExactly(held);
      assertThat(ids(pages, reader, Choice.all(Tab.UNASSIGNED)))
          .contains(
              item(world, codes.get(2), "appraise_dossier"),
              item(world, codes.get(3), "appraise_dossier"))
          .doesNotContain(held)
          .containsExactlyInAnyOrderElementsOf(
              all(pages, reader, Choice.all(Tab.UNIT), Sort.URGENT).stream()
                  .filter(item -> item.role().equals("specialist"))
                  .filter(item -> item.assignee() == null)
                  .map(InboxItem::workItemId)
                  .toList());
      assertThat(ids(pages, reader(world, Role.DESK_OFFICER), Choice.all(Tab.WAITING)))
          .as("at the desk that receives the papers")
          .containsExactly(item(world, codes.get(1), "await_supplement"));
      assertThat(ids(pages, reader, Choice.all(Tab.WAITING))).isEmpty();
      List<InboxItem> unit = all(pages, reader, Choice.all(Tab.UNIT), Sort.URGENT);
      assertThat(unit).hasSize(6);
      assertCountsAreThoseOfTheLists(pages, reader);
      assertFilters(pages, reader, unit);
      assertEveryOrderIsTheSameForthAndBack(pages, reader);
      assertUrgency(world, pages, unit.size());
    }
  }

  private static void pause(City city, DossierCode code) {
    city.complete(
        code,
        "appraise_dossier",
        "supplement",
        FilledForm.of(StepForm.SUPPLEMENT, LocalDate.of(2026, 3, 12)));
  }

  private static void assertCountsAreThoseOfTheLists(InboxPages pages, Reader reader) {
    List<Choice> choices =
        Arrays.stream(Tab.values())
            .flatMap(tab -> Stream.of(Choice.all(tab), named(tab, "nguyen"), named(tab, "zzz")))
            .toList();
    Counts counts = pages.counts(reader, choices);
    for (int i = 0; i < choices.size(); i++) {
      assertThat(counts.chosen().get(i))
          .as(choices.get(i).toString())
          .isEqualTo(all(pages, reader, choices.get(i), Sort.URGENT).size());
    }
    for (Tab tab : Tab.values()) {
      assertThat(counts.tabs()).containsEntry(tab, counts.chosen().get(3 * tab.ordinal()));
    }
    assertThat(counts.procedures()).containsExactlyInAnyOrder(MARITAL_STATUS, CERTIFIED_COPY);
    assertThat(counts.steps()).extracting(InboxPages.StepChoice::step).contains("appraise_dossier");
  }

  private static void assertFilters(InboxPages pages, Reader reader, List<InboxItem> unit) {
    InboxItem one = unit.get(2);
    Choice base = Choice.all(Tab.UNIT);
    assertThat(ids(pages, reader, procedure(CERTIFIED_COPY))).hasSize(1);
    assertThat(ids(pages, reader, named(Tab.UNIT, one.dossier().value().toUpperCase(Locale.ROOT))))
        .containsExactly(one.workItemId());
    String name = one.about().applicant();
    for (String typed :
        List.of(name, PlainText.of(name), name.toUpperCase(Locale.ROOT), last(name))) {
      assertThat(ids(pages, reader, named(Tab.UNIT, typed)))
          .as(typed)
          .containsExactlyInAnyOrderElementsOf(
              unit.stream()
                  .filter(item -> item.about().applicant().equals(name))
                  .map(InboxItem::workItemId)
                  .toList());
    }
    assertThat(ids(pages, reader, named(Tab.UNIT, "%"))).as("no pattern").hasSize(unit.size());
    assertThat(ids(pages, reader, received(base, one.about().receivedAt())))
        .containsExactlyInAnyOrderElementsOf(
            unit.stream()
                .filter(item -> !item.about().receivedAt().isBefore(one.about().receivedAt()))
                .map(InboxItem::workItemId)
                .toList());
    assertThat(ids(pages, reader, channel(base, one.about().channel()))).hasSize(unit.size());
    Channel other =
        Arrays.stream(Channel.values())
            .filter(channel -> channel != one.about().channel())
            .findFirst()
            .orElseThrow();
    assertThat(ids(pages, reader, channel(base, other))).isEmpty();
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  private static void assertEveryOrderIsTheSameForthAndBack(InboxPages pages, Reader reader) {
    for (Sort sort : Sort.values()) {
      List<InboxItem> forth = all(pages, reader, Choice.all(Tab.UNIT), sort);
      Comparator<InboxItem> order =
          Comparator.comparing((InboxItem item) -> InboxPages.sortedBy(item, sort))
              .thenComparing(InboxItem::workItemId);
      assertThat(forth).isSortedAccordingTo(sort == Sort.NEWEST ? order.reversed() : order);
      InboxItem end = forth.get(forth.size() - 1);
      Page before =
          pages.page(
              new InboxQuery(reader, Choice.all(Tab.UNIT), sort),
              new Place(InboxPages.sortedBy(end, sort), end.workItemId(), Place.Side.BEFORE),
              2);
      assertThat(before.items())
          .as(sort.name())
          .isEqualTo(forth.subList(forth.size() - 3, forth.size() - 1));
      assertThat(before.more()).isEqualTo(new Page.More(true, true));
    }
  }

  /** The three levels part the list at every moment of a dossier's life. */
  private static void assertUrgency(World world, InboxPages pages, int size) {
    for (String moment : List.of("2026-03-02T16:00", "2026-03-04T09:00", "2026-03-06T09:00")) {
      if (World.at(moment).isAfter(world.now())) {
        world.outageUntil(moment);
      }
      Reader reader = reader(world, Role.SPECIALIST);
      List<String> parts =
          Arrays.stream(Urgency.values())
              .flatMap(urgency -> ids(pages, reader, urgency(urgency)).stream())
              .toList();
      assertThat(parts).as(moment).doesNotHaveDuplicates().hasSize(size);
      Instant now = world.now();
      Set<String> late =
          all(pages, reader, Choice.all(Tab.UNIT), Sort.URGENT).stream()
              .filter(item -> item.times().late(now))
              .map(InboxItem::workItemId)
              .collect(Collectors.toSet());
      assertThat(Set.copyOf(ids(pages, reader, urgency(Urgency.OVERDUE)))).isEqualTo(late);
    }
    assertThat(ids(pages, reader(world, Role.SPECIALIST), urgency(Urgency.OVERDUE))).isNotEmpty();
  }

  /** A letter that is asked for before its limit has no end of the dossier to compare with. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterAskedForInTimeIsInOneGroup(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City.in(world).receive(MARITAL_STATUS);
      world.advanceTo("2026-03-04T09:00");
      InboxPages pages = world.get(InboxPages.class);
      Reader reader = reader(world, Role.SPECIALIST);
      List<String> unit = ids(pages, reader, Choice.all(Tab.UNIT));
      assertThat(
              Arrays.stream(Urgency.values())
                  .flatMap(urgency -> ids(pages, reader, urgency(urgency)).stream()))
          .containsExactlyInAnyOrderElementsOf(unit)
          .hasSizeGreaterThan(1);
    }
  }

  private static Choice named(Tab tab, String text) {
    return new Choice(
        tab, null, null, null, null, null, Period.ALWAYS, Period.ALWAYS, text, List.of());
  }

  private static Choice procedure(String code) {
    return new Choice(
        Tab.UNIT, code, null, null, null, null, Period.ALWAYS, Period.ALWAYS, null, List.of());
  }

  private static Choice urgency(Urgency urgency) {
    return new Choice(
        Tab.UNIT, null, null, urgency, null, null, Period.ALWAYS, Period.ALWAYS, null, List.of());
  }

  private static Choice channel(Choice base, Channel channel) {
    return new Choice(
        base.tab(), null, null, null, null, channel, Period.ALWAYS, Period.ALWAYS, null, List.of());
  }

  private static Choice received(Choice base, Instant from) {
    return new Choice(
        base.tab(),
        null,
        null,
        null,
        null,
        null,
        new Period(from, null),
        Period.ALWAYS,
        null,
        List.of());
  }

  private static List<String> ids(InboxPages pages, Reader reader, Choice choice) {
    return all(pages, reader, choice, Sort.URGENT).stream().map(InboxItem::workItemId).toList();
  }

  /** All pages of two rows, one after the other. */
  private static List<InboxItem> all(InboxPages pages, Reader reader, Choice choice, Sort sort) {
    List<InboxItem> items = new ArrayList<>();
    Place from = null;
    Page page;
    do {
      page = pages.page(new InboxQuery(reader, choice, sort), from, 2);
      items.addAll(page.items());
      if (!page.items().isEmpty()) {
        InboxItem last = items.get(items.size() - 1);
        from = new Place(InboxPages.sortedBy(last, sort), last.workItemId(), Place.Side.AFTER);
      }
    } while (page.more().after());
    return items;
  }

  static Reader reader(World world, Role role) {
    List<Desk> unit =
        Arrays.stream(Role.values())
            .filter(Role::worksOnDossiers)
            .map(one -> new Desk(City.WARD, one.code()))
            .toList();
    return new Reader(
        City.officer(City.WARD, role).id(),
        List.of(new Desk(City.WARD, role.code())),
        unit,
        world.now(),
        world.now().plus(Duration.ofDays(2)));
  }

  private static String item(World world, DossierCode code, String step) {
    return world.get(Inbox.class).of(code).stream()
        .filter(item -> item.step().equals(step))
        .findFirst()
        .orElseThrow()
        .workItemId();
  }
}
