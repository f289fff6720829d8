package onestop.web.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of many calls under one entity tag at the same moment one changes the thing. */
@Tag("world")
class ConditionalCallsTest {
  private static final String START = "2026-03-02T10:00";
  private static final String PROCEDURE = "1.004873";
  private static final int CALLERS = 4;
  private static final int ROUNDS = 5;

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving(START);

  private static Visitor head(World world) {
    return Visitor.of(world, City.officer(City.WARD, Role.UNIT_HEAD).id());
  }

  private static String tag(Visitor by, String path) {
    HttpResponse<String> read = by.api(path);
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    return read.headers().firstValue("ETag").orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void changeANoteOnce(TestDatabase database) throws Exception {
    Visitor head = head(SHARED.world(database));
    String notes = "/api/v1/dossiers/" + SHARED.city(database).receive(PROCEDURE).code() + "/notes";
    head.postApi(notes, "{\"text\": \"bản đầu\"}");
    for (int round = 0; round < ROUNDS; round++) {
      String seen = tag(head, notes + "/1");
      assertOnce(
          head, 204, "PUT", notes + "/1", "{\"text\": \"bản %d của lượt " + round + "\"}", seen);
    }
    assertThat(head.api(notes + "/1").body().split("\"version\"", -1)).hasSize(ROUNDS + 1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void changeSomethingThatIsOfNoDossierOnce(TestDatabase database) throws Exception {
    Visitor head = head(SHARED.world(database));
    String blocks = "/api/v1/text-blocks";
    head.postApi(blocks, "{\"title\": \"Mẫu\", \"text\": \"Kính gửi.\"}");
    String no = head.api(blocks).body().replaceFirst("(?s).*\"no\":(\\d+).*", "$1");
    for (int round = 0; round < ROUNDS; round++) {
      String body = "{\"title\": \"Mẫu %d-" + round + "\", \"text\": \"Kính gửi.\"}";
      assertOnce(head, 204, "PUT", blocks + "/" + no, body, tag(head, blocks));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void withdrawADossierOnce(TestDatabase database) throws Exception {
    Visitor desk = Visitor.of(SHARED.world(database), City.desk().id());
    for (int round = 0; round < ROUNDS; round++) {
      String dossier = "/api/dossiers/" + SHARED.city(database).receive(PROCEDURE).code();
      String seen = tag(desk, dossier);
      assertOnce(
          desk,
          200,
          "POST",
          dossier + "/withdraw",
          "{\"reason\": \"Người nộp đổi ý lần %d\"}",
          seen);
      assertThat(desk.api(dossier).body()).contains("closedAt");
    }
  }

  private static void assertOnce(
      Visitor by, int done, String method, String path, String body, String seen) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      CyclicBarrier together = new CyclicBarrier(CALLERS);
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int no = 0; no < CALLERS; no++) {
        String mine = body.formatted(no);
        calls.add(
            () -> {
              together.await();
              return by.callWith(method, path, mine, "If-Match", seen).statusCode();
            });
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> call : threads.invokeAll(calls)) {
        statuses.add(call.get());
      }
      List<Integer> wanted = new ArrayList<>(Collections.nCopies(CALLERS - 1, 412));
      wanted.add(done);
      assertThat(statuses).as(path).containsExactlyInAnyOrderElementsOf(wanted);
    } finally {
      threads.shutdownNow();
    }
  }
}
