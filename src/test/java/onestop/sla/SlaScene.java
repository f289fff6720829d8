package onestop.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.procedures.Catalogue;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The clocks with their calendars and rule packs on a database of their own; nothing above them.
 */
final class SlaScene implements AutoCloseable {
  static final AgencyCode WARD = new AgencyCode("H26.05.01");
  static final Actor OFFICER = new Actor.Automaton("test");
  static final ClockPause.Order ORDER =
      new ClockPause.Order(
          ClockPause.Kind.SUPPLEMENT, OFFICER, "papers missing", "the law", "BS-1");

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  final DataSource source;
  final List<Object> heard = new ArrayList<>();

  private SlaScene(DataSource source) {
    this.source = source;
    ZoneId zone = SlaClockTest.HANOI;
    context.registerBean(DataSource.class, () -> source);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
    context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(source));
    context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
    context.registerBean(UnitOfWork.class);
    context.registerBean(Sql.class);
    context.registerBean(ZoneId.class, () -> zone);
    context.registerBean(
        SettableClock.class, () -> new SettableClock(at("2026-02-11T10:00"), zone));
    context.registerBean(Ear.class, () -> new Ear(heard));
    context.registerBean(DossierLocks.class, () -> codes -> {}); // there are no dossiers here
    context.register(Transactions.class);
    context.scan("onestop.calendar", "onestop.sla");
    var catalogue = new ClassPathBeanDefinitionScanner(context, false);
    catalogue.addIncludeFilter(
        new RegexPatternTypeFilter(java.util.regex.Pattern.compile(".*\\.Catalogue(Documents)?")));
    catalogue.scan(Catalogue.class.getPackageName());
    context.refresh();
  }

  /** Proxies for the facades. */
  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  /** Writes down what the clocks announce. */
  static final class Ear {
    private final List<Object> heard;

    Ear(List<Object> heard) {
      this.heard = heard;
    }

    @EventListener
    public void on(SlaMarkReached reached) {
      heard.add(reached);
    }

    @EventListener
    public void on(ClockMoved moved) {
      heard.add(moved);
    }
  }

  static SlaScene on(TestDatabase database) {
    return new SlaScene(database.fresh());
  }

  /** A second application on the same database. */
  SlaScene another() {
    return new SlaScene(source);
  }

  SlaClocks clocks() {
    return context.getBean(SlaClocks.class);
  }

  Calendars calendars() {
    return context.getBean(Calendars.class);
  }

  JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(context.getBean(JdbcTransactionManager.class));
  }

  /** Starts a clock of the rule pack RP-2025 and answers its dossier. */
  DossierCode start(String code, String received, String limit) {
    DossierCode dossier = new DossierCode(code);
    CalendarVersion calendar = calendars().current(Calendars.VIETNAM).version();
    clocks()
        .start(
            new ClockStart(
                dossier,
                WARD,
                at(received),
                new ClockStart.Term.OfLimit(Limit.parse(limit)),
                "RP-2025",
                2,
                calendar));
    return dossier;
  }

  static Instant at(String local) {
    return SlaClockTest.at(local);
  }

  @Override
  public void close() {
    context.close();
  }
}
