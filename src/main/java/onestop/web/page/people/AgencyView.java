package onestop.web.page.people;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import onestop.agencies.Agency;
import onestop.agencies.ByGivenName;
import onestop.agencies.Delegation;
import onestop.agencies.DelegationRecord;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.calendar.OfficeHours;
import onestop.calendar.OfficeSchedule;
import onestop.desk.Caller;
import onestop.desk.people.AgencyFiles;
import onestop.desk.people.HoursChanges;
import onestop.kernel.AgencyCode;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Agencies in the reader's language. */
@Component
class AgencyView {
  private final PeopleWords words;
  private final Names names;
  private final Clock clock;

  AgencyView(PeopleWords words, Names names, Clock clock) {
    this.words = words;
    this.names = names;
    this.clock = clock;
  }

  /** An agency in the hierarchy. */
  record NodeRow(String code, String name, String kind, int officers, List<NodeRow> below) {}

  /**
   * Hours from a day on; null from the beginning.
   *
   * @param state the word about them and its tone; null of hours that are over
   */
  record HoursRow(
      @Nullable LocalDate from,
      String processing,
      String reception,
      PeopleWords.@Nullable State state) {}

  /** A delegation. */
  record DelegationRow(
      long number,
      String from,
      String to,
      String role,
      String capacity,
      LocalDate validFrom,
      LocalDate validTo,
      String document,
      PeopleWords.State state,
      boolean mayEnd) {}

  /** The appointment for a limit, before and after a change of hours. */
  record ExampleRow(String limit, Instant receivedAt, Instant before, Instant after) {}

  /** What a change of hours does. */
  record OutlookRows(long keep, List<ExampleRow> examples) {}

  List<NodeRow> nodes(List<AgencyFiles.Node> nodes) {
    return nodes.stream().map(this::node).toList();
  }

  private NodeRow node(AgencyFiles.Node node) {
    Agency agency = node.agency();
    return new NodeRow(
        agency.code().value(),
        words.agency(agency.code()),
        kind(agency),
        node.officers(),
        nodes(node.below()));
  }

  private String kind(Agency agency) {
    return words.text("agencies.kind." + agency.kind().name());
  }

  OutlookRows outlook(HoursChanges.Outlook outlook) {
    return new OutlookRows(
        outlook.keep(),
        outlook.examples().stream()
            .map(e -> new ExampleRow(names.limit(e.limit()), e.receivedAt(), e.before(), e.after()))
            .toList());
  }

  void show(AgencyFiles.AgencyFile file, Caller reader, Model model) {
    Agency agency = file.agency();
    AgencyCode parent = agency.parent();
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, clock.getZone());
    model.addAttribute("agency", agency);
    model.addAttribute("name", words.agency(agency.code()));
    model.addAttribute("kind", kind(agency));
    model.addAttribute("parent", parent == null ? null : words.agency(parent));
    model.addAttribute("officers", file.officers().size());
    model.addAttribute("revision", file.hours().revision());
    model.addAttribute("schedule", schedule(file.hours(), today));
    model.addAttribute(
        "delegations", file.delegations().stream().map(d -> row(d, today, now)).toList());
    model.addAttribute(
        "people",
        file.officers().stream().sorted(new ByGivenName()).map(AgencyView::choice).toList());
    model.addAttribute("roles", words.roleChoices(Role::worksOnDossiers));
    model.addAttribute("capacities", capacities());
    model.addAttribute("mayChange", reader.hasAny(Role.ADMINISTRATOR));
    if (!model.containsAttribute("hours")) {
      model.addAttribute("hours", last(file.hours(), today));
    }
    if (!model.containsAttribute("delegation")) {
      model.addAttribute(
          "delegation", new DelegationForm(null, null, "head-of-agency", "kt", null, null, null));
    }
  }

  /** The hours planned last, with their day if it is still to come, to be changed. */
  private static HoursForm last(OfficeSchedule schedule, LocalDate today) {
    OfficeSchedule.Period last = schedule.periods().get(schedule.periods().size() - 1);
    OfficeHours hours = last.hours();
    return new HoursForm(
        last.validFrom().isAfter(today) ? last.validFrom().toString() : null,
        hours.processingText(),
        hours.receptionText(DayOfWeek.SATURDAY),
        hours.receptionText(DayOfWeek.SUNDAY));
  }

  /** The desks of the weekend, each with its day in the reader's words. */
  private static String desks(OfficeHours hours) {
    return hours.reception().keySet().stream()
        .sorted()
        .map(
            day ->
                day.getDisplayName(TextStyle.FULL, LocaleContextHolder.getLocale())
                    + " "
                    + hours.receptionText(day))
        .collect(Collectors.joining("; "));
  }

  /** The newest first. */
  private List<HoursRow> schedule(OfficeSchedule hours, LocalDate today) {
    List<HoursRow> rows = new ArrayList<>();
    for (OfficeSchedule.Period period : hours.periods()) {
      boolean always = period.validFrom().equals(LocalDate.MIN);
      rows.add(
          0,
          new HoursRow(
              always ? null : period.validFrom(),
              period.hours().processingText(),
              desks(period.hours()),
              state(period, hours, today)));
    }
    return rows;
  }

  private PeopleWords.@Nullable State state(
      OfficeSchedule.Period period, OfficeSchedule hours, LocalDate today) {
    if (period.validFrom().isAfter(today)) {
      return new PeopleWords.State(words.text("agencies.hours-to-come"), "warn");
    }
    return period.hours().equals(hours.on(today))
        ? new PeopleWords.State(words.text("agencies.in-force"), "good")
        : null;
  }

  private DelegationRow row(DelegationRecord record, LocalDate today, Instant now) {
    Delegation order = record.order();
    boolean over = record.endedAt() != null || order.validTo().isBefore(today);
    return new DelegationRow(
        record.id(),
        words.officer(order.from()),
        words.officer(order.to()),
        words.role(order.role()),
        order.capacity().prefix(),
        order.validFrom(),
        order.validTo(),
        order.document(),
        state(record, today, now),
        !over);
  }

  private PeopleWords.State state(DelegationRecord record, LocalDate today, Instant now) {
    if (record.isInForce(today, now)) {
      return new PeopleWords.State(words.text("agencies.delegation.in-force"), "good");
    }
    if (record.endedAt() != null) {
      return new PeopleWords.State(words.text("agencies.delegation.ended"), "calm");
    }
    return record.order().validFrom().isAfter(today)
        ? new PeopleWords.State(words.text("agencies.delegation.to-come"), "warn")
        : new PeopleWords.State(words.text("agencies.delegation.over"), "calm");
  }

  private List<Names.Choice> capacities() {
    return Arrays.stream(Delegation.Capacity.values())
        .sorted(Comparator.naturalOrder())
        .map(
            capacity ->
                new Names.Choice(
                    capacity.name().toLowerCase(Locale.ROOT),
                    words.text("agencies.capacity." + capacity.name())))
        .toList();
  }

  private static Names.Choice choice(Officer officer) {
    return new Names.Choice(officer.id().value(), officer.name() + " · " + officer.titleVi());
  }
}
