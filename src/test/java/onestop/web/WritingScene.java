package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.FilledForm;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/** A served ward whose officers write through its pages. */
final class WritingScene implements AutoCloseable {
  static final String COPY = "2.000815";
  static final String PERMIT = "1.009994";
  static final String LAND = "1.012783";
  private static final String LOST_CERTIFICATE = "1.012786";
  static final String MARITAL_STATUS = "1.004873";

  private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");
  private static final OfficerId DEPUTY = new OfficerId("pho.chu.tich");

  final World world;
  final City city;
  private final Map<Who, Visitor> visitors = new EnumMap<>(Who.class);
  private final Deque<Long> owed = new ArrayDeque<>();

  /** The people of the ward; the deputy stands in for the head. */
  enum Who {
    DESK(Role.DESK_OFFICER),
    SPECIALIST(Role.SPECIALIST),
    RECORDS(Role.RECORDS_CLERK),
    FINANCE(Role.FINANCE_OFFICER),
    HEAD(Role.HEAD_OF_AGENCY),
    DEPUTY(Role.UNIT_HEAD),
    ADMINISTRATOR(Role.ADMINISTRATOR),
    AUDITOR(Role.AUDITOR);

    private final Role role;

    Who(Role role) {
      this.role = role;
    }

    OfficerId id() {
      return this == DEPUTY ? WritingScene.DEPUTY : City.officer(City.WARD, role).id();
    }
  }

  /**
   * Something to be written.
   *
   * @param right the form that is taken
   * @param wrong forms that are not: the sentence at each, by its key
   * @param done whether it has been written
   */
  record Subject(String path, Map<String, String> right, List<Wrong> wrong, BooleanSupplier done) {}

  /** A form that is not taken, and the key of what is said of it. */
  record Wrong(String key, Map<String, String> form) {}

  WritingScene() {
    world = World.serving(TestDatabase.H2, "2026-04-01T10:00");
    city = City.in(world);
    Agencies agencies = world.get(Agencies.class);
    agencies.add(
        new Officer(DEPUTY, "Phạm Quốc Việt", "Phó Chủ tịch", City.WARD, Set.of(Role.UNIT_HEAD)),
        null);
    agencies.add(
        new Delegation(
            Who.HEAD.id(),
            DEPUTY,
            City.WARD,
            Role.HEAD_OF_AGENCY,
            Delegation.Capacity.KT,
            today(),
            today().plusYears(1),
            "QĐ-12"));
  }

  @Override
  public void close() {
    world.close();
  }

  Visitor visitor(Who who) {
    return visitors.computeIfAbsent(who, one -> Visitor.of(world, one.id()));
  }

  WorkingCalendar calendar() {
    return world.get(Calendars.class).current(Calendars.VIETNAM);
  }

  LocalDate today() {
    return calendar().dateOf(world.now());
  }

  /** The sentence under a key, of one with arguments its longest part between two. */
  String text(String key, Locale language) {
    MessageSource messages = world.get(MessageSource.class);
    try {
      Object[] marks = Collections.nCopies(5, "|").toArray();
      return Arrays.stream(messages.getMessage(key, marks, language).split("\\|"))
          .max(Comparator.comparing(String::length))
          .orElseThrow();
    } catch (IllegalArgumentException countsSomething) {
      return messages.getMessage(key, new Object[] {1}, language);
    }
  }

  /** What a reader reads of an answer, the page behind a redirect included. */
  String read(Who who, HttpResponse<String> answer) {
    String to = answer.headers().firstValue("Location").orElse("");
    String body =
        to.isEmpty()
            ? answer.body()
            : visitor(who).page(to.replaceFirst("^https?://[^/]+", "")).body();
    return HtmlUtils.htmlUnescape(body);
  }

  /** A dossier that waits where an outcome asks for that form. */
  WorkItem asking(StepForm form) {
    DossierCode code =
        city.receive(
                switch (form) {
                  case EXTENSION -> PERMIT;
                  case FINANCE -> LAND;
                  case POSTING -> LOST_CERTIFICATE;
                  default -> COPY;
                })
            .code();
    for (int i = 0; i < 20; i++) {
      WorkItem item = city.dossierItems(code).get(0);
      if (form.outcomeOf(item).isPresent()) {
        return item;
      }
      String outcome =
          form == StepForm.STOP && StepForm.SUPPLEMENT.outcomeOf(item).isPresent()
              ? StepForm.SUPPLEMENT.outcomeOf(item).get()
              : item.normalOutcome();
      city.complete(code, item.step(), outcome, city.filled(item, outcome));
    }
    throw new AssertionError("no step asks for " + form);
  }

  /** What ends the item with that form, and what does not. */
  Subject completion(WorkItem item, StepForm form) {
    String outcome = form.outcomeOf(item).orElseThrow();
    LocalDate day = calendar().plusWorkingDays(today(), 5);
    Map<String, String> right = FilledForm.typed(form, outcome, day);
    List<Wrong> wrong = new ArrayList<>();
    wrong.add(new Wrong("wrong.outcome", Map.of("outcome", "nonsense")));
    for (FormField field : form.fields()) {
      if (field.required()) {
        wrong.add(changed(right, form, field, "web.field.required", " "));
      }
      switch (field.kind()) {
        case TEXT, PROSE, LIST ->
            wrong.add(
                changed(right, form, field, "web.field.too-long", "x".repeat(field.longest() + 1)));
        case CHOICE -> wrong.add(changed(right, form, field, "wrong.choice", "nonsense"));
        case DAY -> wrong.add(changed(right, form, field, "wrong.date", "gần đây"));
        case LIMIT -> wrong.add(changed(right, form, field, "wrong.limit", "10x"));
      }
    }
    Dossiers dossiers = world.get(Dossiers.class);
    boolean proposed = dossiers.proposal(item.id()).isPresent();
    return new Subject(
        "/my-work/" + item.id() + "/complete",
        right,
        wrong,
        () ->
            world.get(WorkItems.class).find(item.id()).isEmpty()
                || !proposed && dossiers.proposal(item.id()).isPresent());
  }

  private static Wrong changed(
      Map<String, String> right, StepForm form, FormField field, String key, String value) {
    Map<String, String> typed = new LinkedHashMap<>(right);
    typed.put(form.code() + "-" + field.inputName(), value);
    return new Wrong(key, typed);
  }

  /** The letter of a late dossier, to be drafted. */
  long letter() {
    Apologies apologies = world.get(Apologies.class);
    owed.removeIf(id -> !apologies.get(id).state().isOwed());
    if (owed.isEmpty()) {
      List<DossierCode> late = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        late.add(city.receive(MARITAL_STATUS).code());
      }
      DossierCode last = late.get(late.size() - 1);
      while (apologies.of(last).isEmpty()) {
        world.advanceTo(world.get(SlaClocks.class).state(last).nextMarkAt());
      }
      late.forEach(code -> owed.add(apologies.of(code).get(0).id()));
    }
    return owed.remove();
  }

  /** The form of a letter's page as it is shown to that reader, with other words. */
  Map<String, String> letterForm(Who who, long id, String text) {
    Matcher shown = REVISION.matcher(visitor(who).page("/letters/" + id).body());
    assertThat(shown.find()).isTrue();
    return Map.of("reason", "OVERLOAD", "text", text, "newDay", "", "revision", shown.group(1));
  }

  /** The calendar as shipped, with a Monday off in two months and its Saturday worked for it. */
  String holidays() {
    LocalDate monday = today().plusDays(60).with(DayOfWeek.MONDAY);
    while (!calendar().isWorkingDay(monday) || calendar().isWorkingDay(monday.plusDays(5))) {
      monday = monday.plusDays(7);
    }
    try (InputStream in = getClass().getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      String shipped =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return shipped
          + "%s,SWAP_OFF,GIO_TO_HUNG_VUONG\n%s,MAKEUP,GIO_TO_HUNG_VUONG\n"
              .formatted(monday, monday.plusDays(5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the applicant's days for papers pass. */
  void papersOverdue() {
    world.advanceTo(calendar().plusWorkingDays(today(), 6).atTime(9, 0).toString());
  }
}
