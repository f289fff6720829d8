package onestop.delivery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import onestop.files.FilesScene;
import onestop.files.StoredFiles;
import onestop.incidents.Incidents;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database with an outbox; relays come and go on it. */
final class OutboxScene {
  static final DossierCode CODE = new DossierCode("000.00.01.H26-260211-0001");
  static final Instant START = Instant.parse("2026-02-13T10:00:00Z");
  static final Actor PERSON = new Actor.Automaton("an");

  final DataSource source;
  final SettableClock clock = new SettableClock(START, ZoneOffset.UTC);
  final JdbcClient jdbc;
  final OutboxStore store;
  final Outbox outbox;
  final TransactionTemplate transaction;
  final DeliverySettings settings =
      new DeliverySettings(
          Duration.ofSeconds(5),
          4,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          30,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          "mot-cua@example.vn",
          Path.of("unused"));

  OutboxScene(TestDatabase vendor) {
    source = vendor.fresh();
    jdbc = JdbcClient.create(source);
    store = new OutboxStore(jdbc, FilesScene.in(source, clock));
    PlatformTransactionManager transactions = new JdbcTransactionManager(source);
    outbox = new Outbox(store, incidents(store, jdbc), transactions);
    transaction = new TransactionTemplate(transactions);
  }

  /** A process of its own: nothing is shared with other relays but the database. */
  OutboxRelay relay(Courier... couriers) {
    return relay(new JdbcTransactionManager(source), couriers);
  }

  OutboxRelay relay(PlatformTransactionManager transactions, Courier... couriers) {
    JdbcClient own = JdbcClient.create(source);
    OutboxStore store = new OutboxStore(own, FilesScene.in(source, clock));
    return new OutboxRelay(
        store,
        new OutboxSettlement(store, incidents(store, own), settings, clock),
        Arrays.asList(couriers),
        new ChannelRestStore(own),
        transactions,
        clock,
        settings);
  }

  private DeliveryIncidents incidents(OutboxStore store, JdbcClient jdbc) {
    return new DeliveryIncidents(store, new Incidents(jdbc, clock));
  }

  /** The troubles that are open, as kind and dossier. */
  List<String> openIncidents() {
    return jdbc.sql(
            """
            select i.kind from incident i
             where not i.repaired and not exists (select 1 from incident r where r.repaired
               and r.kind = i.kind and r.dossier_code = i.dossier_code and r.id > i.id)
             order by i.id
            """)
        .query(String.class)
        .list();
  }

  long enqueueMail(String key) {
    return outbox.enqueue(key, CODE, List.of(mail(key)), clock.instant());
  }

  long enqueueMailThenPrint(String key) {
    return outbox.enqueue(key, CODE, List.of(mail(key), print(key)), clock.instant());
  }

  long enqueuePrint(String key) {
    return outbox.enqueue(key, CODE, List.of(print(key)), clock.instant());
  }

  /** A mail whose attachment is a stored file. */
  void enqueueMailWithFile(String key) {
    StoredFiles files = FilesScene.in(source, clock);
    Attachment letter = letter();
    transaction.executeWithoutResult(
        status ->
            outbox.enqueue(
                key,
                CODE,
                List.of(
                    new OutboundMessage.Email(
                        "anh@example.vn",
                        "Thư",
                        "Kính gửi",
                        List.of(
                            new Attachment(
                                letter.name(),
                                letter.mediaType(),
                                letter.bytes(),
                                files.store(letter.bytes()))))),
                clock.instant()));
  }

  /** Forgets all attachments and their files. */
  void clearFiles() {
    jdbc.sql("delete from outbox_attachment").update();
    jdbc.sql("delete from stored_file").update();
  }

  void pass(Duration time) {
    clock.advanceTo(clock.instant().plus(time));
  }

  OutboxEntry entry(String key) {
    return outbox.of(key).get(0);
  }

  List<DeliveryState> states(String key) {
    return outbox.of(key).stream().map(OutboxEntry::state).toList();
  }

  List<String> outcomes(String key) {
    return outbox.attempts(entry(key).id()).stream().map(DeliveryAttempt::outcome).toList();
  }

  static OutboundMessage.Email mail(String key) {
    return new OutboundMessage.Email("anh@example.vn", "Thư " + key, "Kính gửi", List.of(letter()));
  }

  static OutboundMessage.PrintJob print(String key) {
    return new OutboundMessage.PrintJob("Bà Ánh", "12 Phố Huế", "Thư " + key, List.of(letter()));
  }

  static Attachment letter() {
    return new Attachment("thu.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8));
  }

  /** A channel under the test's hand that remembers every arrival. */
  static final class Carrier implements Courier {
    final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final OutboundMessage.Channel channel;
    volatile Function<Parcel, DeliveryReceipt> road;
    volatile Supplier<Optional<String>> life = Optional::empty;

    Carrier(OutboundMessage.Channel channel) {
      this.channel = channel;
      this.road = this::arrive;
    }

    DeliveryReceipt arrive(Parcel parcel) {
      arrived.add(parcel.key());
      return new DeliveryReceipt.Sent("taken");
    }

    @Override
    public OutboundMessage.Channel channel() {
      return channel;
    }

    @Override
    public Repetition repetition() {
      return channel == OutboundMessage.Channel.PRINT ? Repetition.HARMLESS : Repetition.HARMFUL;
    }

    @Override
    public Optional<String> probe() {
      return life.get();
    }

    @Override
    public DeliveryReceipt send(Parcel parcel) {
      threads.add(Thread.currentThread());
      return road.apply(parcel);
    }
  }
}
