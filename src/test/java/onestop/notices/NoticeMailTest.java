package onestop.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.delivery.Outbox;
import onestop.delivery.OutboxEntry;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.node.PeriodicWork;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.CronExpression;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails of notices from two nodes at once, and what is gathered for them. */
@Tag("world")
class NoticeMailTest {
  private static final OfficerId HOA = City.officer(City.WARD, Role.SPECIALIST).id();

  private static void tell(World world, String subject) {
    Told told = new Told(HOA, Kind.WORK_GIVEN, new DossierCode("000-1"), subject, null, "");
    assertThat(world.get(Notices.class).tell(told)).isTrue();
    assertThat(world.get(Notices.class).tell(told)).isFalse();
  }

  private static int together(World one, World other) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      List<Future<Integer>> mails = new ArrayList<>();
      for (World node : List.of(one, other)) {
        mails.add(
            nodes.submit(
                () -> {
                  start.await();
                  return node.get(NoticeMail.class).round();
                }));
      }
      return mails.get(0).get() + mails.get(1).get();
    } finally {
      nodes.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDigestIsMailedOnceHoweverManyNodesThereAre(TestDatabase database) throws Exception {
    Map<String, String> where = database.ready();
    try (World one = World.on(where, "2026-03-02T07:50");
        World other = World.on(where, "2026-03-02T07:50")) {
      City.in(one);
      one.get(Notices.class).choose(HOA, When.DAILY, "hoa@hanoi.gov.vn", "vi");
      tell(one, "a 1");
      tell(one, "b 2");
      assertThat(together(one, other)).isZero(); // before 08:00
      at(one, other, "08:00");
      assertThat(together(one, other)).isEqualTo(1);
      tell(one, "c 3");
      at(one, other, "15:00");
      assertThat(together(one, other)).isZero(); // one a day
      one.advanceTo(one.now().plusSeconds(17 * 3600));
      other.advanceTo(one.now());
      assertThat(together(one, other)).isEqualTo(1);

      one.get(Notices.class).choose(HOA, When.AT_ONCE, "hoa@hanoi.gov.vn", "en");
      for (int round = 0; round < 5; round++) {
        tell(one, "at once " + round);
        assertThat(together(one, other)).isEqualTo(1);
      }
      List<OutboxEntry> mails = one.get(Outbox.class).of(NoticeMail.LISTED_AS);
      assertThat(mails).hasSize(7);
      assertThat(mails.get(0).subject()).isEqualTo("2 thông báo từ bộ phận một cửa");
      assertThat(mails.get(6).subject()).isEqualTo("1 notices from the one-stop shop");
      assertThat(mails).extracting(OutboxEntry::key).doesNotHaveDuplicates();
    }
  }

  private static void at(World one, World other, String time) {
    for (World world : List.of(one, other)) {
      world.advanceTo(
          world
              .now()
              .atZone(World.HANOI)
              .toLocalDate()
              .atTime(LocalTime.parse(time))
              .atZone(World.HANOI)
              .toInstant());
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void lettersOfTheDayAndEscalationsAreToldOnce(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T08:30")) {
      City city = City.in(world);
      city.receive("1.004873");
      NoticeGathering gathering = world.get(NoticeGathering.class);
      Notices notices = world.get(Notices.class);
      OfficerId head = City.officer(City.WARD, Role.HEAD_OF_AGENCY).id();
      for (int hours = 0; hours < 24 * 6; hours += 8) {
        world.advanceTo(world.now().plusSeconds(8 * 3600));
        gathering.day();
        gathering.day();
        gathering.escalations();
        gathering.escalations();
      }
      List<Notice> told = notices.of(head);
      assertThat(told).extracting(Notice::kind).contains(Kind.ESCALATED);
      assertThat(notices.of(HOA)).extracting(Notice::kind).contains(Kind.LETTERS_DUE);
      assertThat(told)
          .extracting(notice -> notice.kind() + notice.subject())
          .doesNotHaveDuplicates();
      assertThat(notices.unread(head)).isEqualTo(told.size());
    }
  }

  /** A notice of a kind that only a later version of the program knows. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void oneOfficerWhoseMailCannotBeMadeHoldsUpNobody(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T09:00")) {
      City.in(world);
      Notices notices = world.get(Notices.class);
      OfficerId first = City.officer(City.WARD, Role.DESK_OFFICER).id();
      assertThat(first.value()).isLessThan(HOA.value());
      notices.choose(first, When.AT_ONCE, "quay@hanoi.gov.vn", "vi");
      notices.choose(HOA, When.DAILY, "hoa@hanoi.gov.vn", "vi");
      notices.tell(new Told(first, Kind.WORK_GIVEN, null, "x", null, ""));
      tell(world, "a 1");
      world
          .get(JdbcClient.class)
          .sql("update notice set kind = 'LATER' where officer = ?")
          .param(first.value())
          .update();
      assertThatThrownBy(() -> world.get(NoticeMail.class).round()).hasMessageContaining("LATER");
      assertThat(world.get(Outbox.class).of(NoticeMail.LISTED_AS)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void twoWindowsChooseAtTheSameTime(TestDatabase database) throws Exception {
    try (World world = World.on(database, "2026-03-02T09:00")) {
      City.in(world);
      Notices notices = world.get(Notices.class);
      ExecutorService windows = Executors.newFixedThreadPool(4);
      try {
        for (Role role : List.of(Role.SPECIALIST, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY)) {
          OfficerId officer = City.officer(City.WARD, role).id();
          CyclicBarrier start = new CyclicBarrier(4);
          List<Future<?>> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(
                windows.submit(
                    () -> {
                      start.await();
                      notices.choose(officer, When.DAILY, "a@hanoi.gov.vn", "vi");
                      return null;
                    }));
          }
          for (Future<?> one : all) {
            one.get();
          }
          assertThat(notices.choice(officer).when()).isEqualTo(When.DAILY);
        }
      } finally {
        windows.shutdownNow();
      }
    }
  }

  /** A node that died at 07:31 has told half of the officers; the others hear it the same day. */
  @Test
  void theDayIsGatheredAgainAfterARunThatWasCutShort() throws Exception {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T07:31")) {
      PeriodicWork day =
          world.application().getBeansOfType(PeriodicWork.class).values().stream()
              .filter(work -> work.name().equals("gather-day"))
              .findFirst()
              .orElseThrow();
      CronExpression times =
          new CronExpression(((PeriodicWork.Rhythm.Cron) day.rhythm()).expression());
      times.setTimeZone(TimeZone.getTimeZone(World.HANOI));
      assertThat(times.getNextValidTimeAfter(Date.from(world.now())))
          .isBefore(World.at("2026-03-02T09:00"));
      assertThat(times.isSatisfiedBy(Date.from(World.at("2026-03-02T07:30")))).isTrue();
    }
  }
}
