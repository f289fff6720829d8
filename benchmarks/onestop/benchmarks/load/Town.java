package onestop.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import onestop.Onestop;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.kernel.SettableClock;
import onestop.ledger.LedgerKeys;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** The whole application on a database of its own, with a town of wards and their officers. */
final class Town implements AutoCloseable {
  /** Wards of the town; Hanoi has 126 communes and wards since July 2025. */
  static final int WARDS = 100;

  /** The desks that a certified copy comes to, in order. */
  static final List<Role> DESKS =
      List.of(Role.SPECIALIST, Role.HEAD_OF_AGENCY, Role.RECORDS_CLERK, Role.DESK_OFFICER);

  /** Of everybody in the town, which exists for one run. */
  static final String PASSWORD = "mot-cua-benchmark";

  private static final int STANDING_CONNECTIONS = 12;
  private static final AgencyCode CENTRE = new AgencyCode("H26");

  private final ConfigurableApplicationContext context;
  private final String url;

  private Town(ConfigurableApplicationContext context, String url) {
    this.context = context;
    this.url = url;
  }

  /** How the engine is run. */
  enum Mode {
    /** As the product runs it. */
    OURS,
    /** Camunda's defaults: full history, one transaction a command, its own job executor. */
    STOCK
  }

  /** Starts the application and founds the town. */
  static Town found(BenchDatabase.Where where, Mode mode, int connections) {
    return found(where, mode, connections, application(mode).web(WebApplicationType.NONE));
  }

  /** As {@link #found}, with pages and API on {@link #port()}. */
  static Town serving(BenchDatabase.Where where, Mode mode, int connections) {
    return found(where, mode, connections, application(mode).web(WebApplicationType.SERVLET));
  }

  /**
   * As {@link #found}, with a clock that the caller sets; timers fire when the caller says so.
   * Pages and API are on {@link #port()}.
   */
  static Town standing(BenchDatabase.Where where, SettableClock clock) {
    return found(
        where,
        Mode.OURS,
        STANDING_CONNECTIONS,
        application(Mode.OURS)
            .web(WebApplicationType.SERVLET)
            .initializers(
                context ->
                    ((GenericApplicationContext) context)
                        .registerBean("clock", SettableClock.class, () -> clock)));
  }

  private static Town found(
      BenchDatabase.Where where, Mode mode, int connections, SpringApplicationBuilder application) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("spring.datasource.url", where.url());
    settings.put("spring.datasource.username", where.user());
    settings.put("spring.datasource.password", where.password());
    settings.put("spring.datasource.hikari.maximum-pool-size", connections);
    settings.put("spring.jmx.enabled", false);
    settings.put("server.port", 0);
    settings.put("onestop.demo", false);
    Path home = where.home() == null ? home() : where.home();
    settings.put("onestop.ledger.folder", home.resolve("log"));
    settings.put("onestop.ledger.key-file", home.resolve("ledger.key"));
    settings.put("onestop.periodic.enabled", false);
    if (mode == Mode.STOCK) {
      settings.put("onestop.engine.timers", false);
      settings.put("camunda.bpm.history-level", "full");
      settings.put("camunda.bpm.job-execution.enabled", true);
    }
    settings.put("logging.level.root", "error");
    String[] args =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    Town town = new Town(application.run(args), where.url());
    town.get(LedgerKeys.class).ensure();
    new TransactionTemplate(town.get(PlatformTransactionManager.class))
        .executeWithoutResult(status -> town.people());
    return town;
  }

  private static SpringApplicationBuilder application(Mode mode) {
    return new SpringApplicationBuilder(
            mode == Mode.OURS
                ? new Class<?>[] {Onestop.class}
                : new Class<?>[] {Onestop.class, StockEngine.class})
        .profiles("bench");
  }

  /** Where this town publishes its ledger, as every town does; gone with the process. */
  private static Path home() {
    try {
      Path home = Files.createTempDirectory("onestop-town");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(home.toFile())));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void people() {
    Agencies agencies = get(Agencies.class);
    if (count("select count(*) from agency where code = '" + CENTRE.value() + "'") > 0) {
      return; // an interrupted run goes on
    }
    LocalDate since = LocalDate.of(2015, 1, 1);
    agencies.add(agency(CENTRE, "UBND thành phố", null, Agency.Kind.CITY, "000.00.00.H26"), since);
    staff(agencies, CENTRE);
    for (int i = 0; i < WARDS; i++) {
      AgencyCode ward = ward(i);
      String prefix = "000.%02d.%02d.H26".formatted(1 + i / 90, 10 + i % 90);
      agencies.add(agency(ward, "UBND phường " + i, CENTRE, Agency.Kind.WARD, prefix), since);
      staff(agencies, ward);
    }
  }

  private static void staff(Agencies agencies, AgencyCode at) {
    for (Role role : Role.values()) {
      agencies.add(
          new Officer(login(at, role), "Nguyễn Văn " + role.code(), "Công chức", at, Set.of(role)),
          null);
    }
  }

  private static Agency agency(
      AgencyCode code, String name, @Nullable AgencyCode parent, Agency.Kind kind, String prefix) {
    return new Agency(
        code,
        name,
        name,
        parent,
        kind,
        prefix,
        "Số 1",
        "024 1234567",
        "mot-cua@example.org",
        "Hà Nội");
  }

  static OfficerId login(AgencyCode agency, Role role) {
    return new OfficerId((role.code() + "." + agency.value()).toLowerCase(Locale.ROOT));
  }

  /** Who may hand in applications for every desk. */
  static OfficerId operator() {
    return login(CENTRE, Role.OPERATOR);
  }

  /** Where pages and API are served. */
  int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  /** Lets the operator and the desks of the first wards, and of the last, log in. */
  void passwords(int wards) {
    List<OfficerId> logins = new ArrayList<>(List.of(operator()));
    for (int ward = 0; ward < WARDS; ward++) {
      if (ward < wards || ward == WARDS - 1) {
        AgencyCode at = ward(ward);
        DESKS.forEach(role -> logins.add(login(at, role)));
      }
    }
    String hash = get(PasswordEncoder.class).encode(PASSWORD); // one for all: it is slow by design
    for (OfficerId login : logins) {
      get(org.springframework.jdbc.core.simple.JdbcClient.class)
          .sql("update officer set password_hash = ? where id = ?")
          .params(hash, login.value())
          .update();
    }
  }

  static AgencyCode ward(int i) {
    return new AgencyCode("H26.%03d".formatted(100 + i % WARDS));
  }

  static Actor.Officer officer(AgencyCode agency, Role role) {
    return new Actor.Officer(login(agency, role), agency);
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** A count in the database. */
  long count(String sql) {
    return get(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql(sql)
        .query(Long.class)
        .single();
  }

  /** The server's first process, if it runs on this machine. */
  OptionalLong postmaster() {
    if (!url.startsWith("jdbc:postgresql:")) {
      return OptionalLong.empty();
    }
    long own = count("select pg_backend_pid()");
    return ProcessHandle.of(own)
        .flatMap(ProcessHandle::parent)
        .map(server -> OptionalLong.of(server.pid()))
        .orElse(OptionalLong.empty());
  }

  /** Waits until no timer that can run is due, at most that many seconds; false if time ran out. */
  boolean settled(int seconds) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(seconds);
    while (Instant.now().isBefore(end)) {
      if (dueTimers() == 0) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }

  long dueTimers() {
    return get(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql(
            """
            select (select count(*) from ACT_RU_JOB where DUEDATE_ <= ? and RETRIES_ > 0)
              + (select count(*) from process_tree where due_at <= ?)
            """)
        .params(java.sql.Timestamp.from(Instant.now()), Sql.utc(Instant.now()))
        .query(Long.class)
        .single();
  }

  /**
   * Differences that make the run worthless; empty if every late dossier has exactly one letter.
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    check(
        faults,
        "late dossiers without exactly one issued letter",
        """
        select count(*) from sla_mark m where m.mark = 'OVERDUE' and m.appointment_no = 1
          and (select count(*) from apology_letter l join apology_obligation o
                on o.id = l.obligation_id where o.dossier_code = m.dossier_code) <> 1
        """);
    check(
        faults,
        "letters without exactly one entry in the ledger",
        """
        select count(*) from apology_letter l join apology_obligation o on o.id = l.obligation_id
         where (select count(*) from ledger_entry e where e.dossier_code = o.dossier_code
           and e.kind = 'LETTER_ISSUED') <> 1
        """);
    check(
        faults,
        "closed dossiers whose process still runs",
        """
        select count(*) from dossier d where d.state = 'RETURNED'
          and exists (select 1 from inbox_item i where i.dossier_code = d.dossier_code
            and i.step not in ('draft_apology', 'sign_apology'))
        """);
    return faults;
  }

  private void check(List<String> faults, String name, String sql) {
    long found = count(sql);
    if (found > 0) {
      faults.add(found + " " + name);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
