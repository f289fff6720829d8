package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import onestop.agencies.Role;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Office hours through the door of an administrator, and what they count from then on. */
@Tag("world")
class OfficeHoursDoorsTest {
  private static final String THREE_WORKING_DAYS = "1.001612";
  private static World world;
  private static City city;
  private static Visitor administrator;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-04-06T10:00");
    city = City.in(world);
    administrator = Visitor.of(world, City.officer(City.WARD, Role.ADMINISTRATOR).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static HttpResponse<String> change(String agency, String body) {
    return administrator.apiPost(path(agency), "application/json", body.replace('\'', '"'));
  }

  private static String path(String agency) {
    return "/api/agencies/" + agency + "/hours";
  }

  private static JsonNode hours() throws Exception {
    return new ObjectMapper().readTree(administrator.api(path(City.WARD.value())).body());
  }

  @Test
  void newHoursCountForWhatComesInFromThenOn() throws Exception {
    SlaClocks clocks = world.get(SlaClocks.class);
    DossierCode before = city.receive(THREE_WORKING_DAYS).code();
    int revision = hours().get("revision").asInt();
    HttpResponse<String> answer =
        change(
            City.WARD.value(),
            "{'validFrom':'2026-04-07','processing':'07:30-11:30 13:00-16:30',"
                + "'reception':'SATURDAY 08:00-11:30'}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode now = hours();
    assertThat(now.get("revision").asInt()).isEqualTo(revision + 1);
    assertThat(now.get("hours").get(0).has("validFrom")).as("from the beginning").isFalse();
    JsonNode last = now.get("hours").get(now.get("hours").size() - 1);
    assertThat(last.get("validFrom").asText()).isEqualTo("2026-04-07");
    assertThat(last.get("processing").asText()).isEqualTo("07:30-11:30 13:00-16:30");
    assertThat(last.get("reception").asText()).isEqualTo("SATURDAY 08:00-11:30");

    DossierCode after = city.receive(THREE_WORKING_DAYS).code();
    assertThat(clocks.state(before).dueCurrentAt()).isEqualTo(World.at("2026-04-09T17:00"));
    assertThat(clocks.state(after).dueCurrentAt()).isEqualTo(World.at("2026-04-09T16:30"));
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'validFrom':'2026-04-05','processing':'08:00-12:00'}|hours-past",
        "{'validFrom':'2026-04-07','processing':'12:00-08:00'}|office-hours",
        "{'validFrom':'2026-04-07','processing':'08:00-12:00 11:00-17:00'}|office-hours",
        "{'validFrom':'2026-04-07','processing':'all day'}|office-hours",
        "{'validFrom':'2026-04-07','processing':'08:00-12:00','reception':'MONDAY 08:00-11:00'}|reception-weekday",
        "{'validFrom':'2026-04-07','processing':' '}|processing",
        "{'processing':'08:00-12:00'}|validFrom",
      })
  void whatIsWrongIsNamedAndChangesNothing(String body, String named) throws Exception {
    int revision = hours().get("revision").asInt();
    HttpResponse<String> answer = change(City.WARD.value(), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(named);
    assertThat(hours().get("revision").asInt()).isEqualTo(revision);
  }

  @Test
  void onlyAnAdministratorChangesHours() throws Exception {
    int revision = hours().get("revision").asInt();
    String body = "{\"validFrom\":\"2026-04-07\",\"processing\":\"08:00-12:00\"}";
    for (Role role : new Role[] {Role.DESK_OFFICER, Role.HEAD_OF_AGENCY, Role.OPERATOR}) {
      Visitor visitor = Visitor.of(world, City.officer(City.WARD, role).id());
      assertThat(visitor.apiPost(path(City.WARD.value()), "application/json", body).statusCode())
          .isEqualTo(403);
      assertThat(visitor.api(path(City.WARD.value())).statusCode()).isEqualTo(200);
    }
    assertThat(change("nowhere", body).statusCode()).isEqualTo(404);
    assertThat(hours().get("revision").asInt()).isEqualTo(revision);
  }
}
