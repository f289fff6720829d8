package onestop.web.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list of the API can be read in parts, by limit and cursor. */
@Tag("world")
class ListPartsTest {
  private static final String PROCEDURE = "1.004873";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.serving("2026-03-02T10:00");

  private static World world() {
    return SHARED.world(TestDatabase.H2);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri() + answer.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** The elements of an answer: it is a list, or has one. */
  private static List<JsonNode> elements(JsonNode body) {
    JsonNode list = body;
    if (!body.isArray()) {
      list = null;
      for (JsonNode member : body) {
        list = member.isArray() && list == null ? member : list;
      }
    }
    List<JsonNode> all = new ArrayList<>();
    if (list != null) {
      list.forEach(all::add);
    }
    return all;
  }

  private static List<JsonNode> walk(Visitor reader, String path, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String next = path + (path.contains("?") ? '&' : '?') + "limit=" + limit;
    for (int part = 0; next != null; part++) {
      assertThat(part).as(path).isLessThan(200);
      HttpResponse<String> answer = reader.api(next);
      List<JsonNode> some = elements(json(answer));
      assertThat(some).as(next).hasSizeLessThanOrEqualTo(limit);
      all.addAll(some);
      Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : null;
      if (next != null) {
        assertThat(next).contains("cursor=", "limit=" + limit);
      }
    }
    return all;
  }

  @Test
  void whatIsReadInPartsIsTheWhole() {
    City city = SHARED.city(TestDatabase.H2);
    List<DossierCode> codes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      codes.add(city.receive(PROCEDURE).code());
    }
    Visitor desk = Visitor.of(world(), City.desk().id());
    Visitor administrator = Visitor.of(world(), City.officer(City.CENTRE, Role.ADMINISTRATOR).id());
    for (int i = 0; i < 3; i++) {
      desk.postApi("/api/v1/text-blocks", "{\"title\": \"Mẫu %d\", \"text\": \"x\"}".formatted(i));
      desk.postApi(
          "/api/v1/dossiers/" + codes.get(0) + "/notes", "{\"text\": \"n%d\"}".formatted(i));
    }
    Map<String, Visitor> lists = new TreeMap<>();
    for (String path :
        List.of(
            "/api/v1/text-blocks",
            "/api/v1/dossiers/" + codes.get(0) + "/notes",
            "/api/dossiers/" + codes.get(0) + "/events",
            "/api/dossiers",
            "/api/work-items",
            "/api/v1/inbox?tab=unit",
            "/api/procedures",
            "/api/agencies",
            "/api/apologies")) {
      lists.put(path, desk);
    }
    lists.put("/api/ledger/entries", administrator);
    lists.put("/api/deliveries", administrator);
    lists.forEach(
        (path, reader) -> {
          List<JsonNode> whole = elements(json(reader.api(path)));
          for (int limit : new int[] {1, 2, 3, 200}) {
            if (limit > 1 || whole.size() < 50) {
              assertThat(walk(reader, path, limit)).as(path + " by " + limit).isEqualTo(whole);
            }
          }
        });
  }

  @Test
  void anElementThatIsGoneHidesNoOther() {
    Visitor head = Visitor.of(world(), City.officer(City.WARD, Role.UNIT_HEAD).id());
    for (int i = 0; i < 4; i++) {
      head.postApi("/api/v1/text-blocks", "{\"title\": \"Bỏ %d\", \"text\": \"x\"}".formatted(i));
    }
    List<JsonNode> whole = elements(json(head.api("/api/v1/text-blocks")));
    HttpResponse<String> first = head.api("/api/v1/text-blocks?limit=2");
    Matcher link = NEXT.matcher(first.headers().firstValue("Link").orElseThrow());
    assertThat(link.find()).isTrue();
    int gone = whole.get(0).path("no").asInt();
    head.call("DELETE", "/api/v1/text-blocks/" + gone, "");
    assertThat(elements(json(head.api(link.group(1)))).get(0)).isEqualTo(whole.get(2));
    head.call("DELETE", "/api/v1/text-blocks/" + whole.get(1).path("no").asInt(), "");
    assertThat(elements(json(head.api(link.group(1)))).get(0).path("no").asInt())
        .isGreaterThanOrEqualTo(whole.get(2).path("no").asInt());
  }

  @Test
  void aLimitBeyondTwoHundredOrACursorOfNoListIsRefusedWithASentence() {
    Visitor desk = Visitor.of(world(), City.desk().id());
    for (String path : List.of("/api/procedures", "/api/dossiers", "/api/v1/inbox")) {
      for (String limit : List.of("0", "-1", "201", "1000", "x", "1.5")) {
        HttpResponse<String> answer = desk.api(path + "?limit=" + limit, "Accept-Language", "vi");
        assertThat(answer.statusCode()).as(path + limit).isEqualTo(400);
        assertThat(answer.body()).contains("limit-unreadable", "từ 1 đến 200");
      }
    }
    for (String path : List.of("/api/procedures", "/api/dossiers")) {
      for (String cursor : List.of("x", "%20a", "bm8", Cursor.of("1"), "x".repeat(900))) {
        assertThat(desk.api(path + "?limit=2&cursor=" + cursor).statusCode())
            .as(path + cursor)
            .isEqualTo(400);
      }
    }
  }

  /** Reads whose answer has lists that end by themselves, and why. */
  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("AccountsApi#account", "the roles of one account"),
          Map.entry("BoardApi#board", "figures, counted as a whole"),
          Map.entry("CalendarsApi#year", "the days of one year"),
          Map.entry("CounterApi#appointment", "the days of one appointment"),
          Map.entry("DeliveriesApi#one", "the attempts of one message"),
          Map.entry("DossiersApi#due", "the days of one due date"),
          Map.entry("EvaluationsApi#report", "figures, counted as a whole"),
          Map.entry("FeesApi#account", "the entries of one account, with their sum"),
          Map.entry("FeesApi#book", "the lines of one day, with their sums"),
          Map.entry("ModelDifferenceApi#difference", "the changes of one version"),
          Map.entry("NotesApi#get", "the versions of one note"),
          Map.entry("OfficeHoursApi#hours", "the days of one week"),
          Map.entry("OperationsApi#now", "the state of one system"),
          Map.entry("ProcedureBookApi#load", "figures, counted as a whole"),
          Map.entry("ProcedureBookApi#one", "the papers and versions of one procedure"),
          Map.entry("SearchApi#search", "the best hits of one question"),
          Map.entry("SigningApi#toSign", "one stack, signed as a whole"));

  @Test
  void everyListIsOne() {
    TreeSet<String> missing = new TreeSet<>();
    TreeSet<String> parted = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping :
        world().application().getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                if (!isReadOfTheApi(handler)) {
                  return;
                }
                if (Parts.isList(handler)) {
                  parted.addAll(info.getPatternValues());
                } else if (hasList(handler) && !WHOLE.containsKey(name(handler))) {
                  missing.add(name(handler));
                }
              });
    }
    assertThat(parted).hasSizeGreaterThan(25);
    assertThat(missing).as("answers with a list that has no parts, and no reason").isEmpty();
  }

  private static String name(HandlerMethod handler) {
    return handler.getBeanType().getSimpleName() + "#" + handler.getMethod().getName();
  }

  private static boolean isReadOfTheApi(HandlerMethod handler) {
    return handler.getBeanType().isAnnotationPresent(RestController.class)
        && handler.hasMethodAnnotation(GetMapping.class)
        && handler.getBeanType().getName().startsWith("onestop.");
  }

  private static boolean hasList(HandlerMethod handler) {
    Class<?> answer = handler.getReturnType().getParameterType();
    return answer.isRecord()
        && Arrays.stream(answer.getRecordComponents()).anyMatch(ListPartsTest::isListOfRecords);
  }

  private static boolean isListOfRecords(RecordComponent member) {
    return List.class.isAssignableFrom(member.getType())
        && member.getGenericType() instanceof ParameterizedType type
        && type.getActualTypeArguments()[0] instanceof Class<?> element
        && element.isRecord();
  }
}
