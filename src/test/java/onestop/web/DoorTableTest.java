package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.conduct.Lookups;
import onestop.testing.TestDatabase;
import onestop.web.DoorScene.Answer;
import onestop.web.DoorTable.Door;
import onestop.web.DoorTable.Whose;
import onestop.web.reach.LookupGate;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who reads what: every door of the running application against every role, with a dossier of the
 * reader's own agency, of one under it and of another one. The table is complete by construction,
 * and no answer names an applicant whom its cell does not let it name.
 */
@Tag("world")
public class DoorTableTest {
  private static final String NOBODY = "NOBODY";

  private static DoorScene scene;

  @BeforeAll
  static void open() {
    scene = new DoorScene(TestDatabase.H2);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @Test
  void hasARowForEveryPathThatTheApplicationAnswers() {
    Set<String> answered = new TreeSet<>(scene.filters());
    mappings().forEach((mapping, info) -> answered.add(mapping));
    Set<String> rows =
        DoorTable.read().stream()
            .map(Door::mapping)
            .filter(mapping -> !mapping.endsWith("(none)"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows).as("rows of src/test/resources/doors/table.txt").isEqualTo(answered);
    int measured =
        scene
            .get(Environment.class)
            .getRequiredProperty("management.metrics.web.server.max-uri-tags", Integer.class);
    assertThat(measured).as("every path has its own meter").isGreaterThan(answered.size());
  }

  @Test
  void isSortedAndHasACellForEveryRole() {
    assertThat(DoorTable.lines())
        .isSortedAccordingTo(
            Comparator.comparing(
                line -> {
                  String[] columns = line.split(";", -1);
                  return String.join("\t", columns[1], columns[0], columns[2]);
                }))
        .doesNotHaveDuplicates();
    assertThat(DoorTable.read())
        .allSatisfy(
            door ->
                assertThat(door.cells())
                    .as(door.mapping())
                    .hasSize(Role.values().length + 1)
                    .allMatch(cell -> cell.matches("[P+*?x0>-]|[P+*?x0-]{3}"))
                    .allMatch(cell -> cell.length() == 1 || door.isAboutADossier()));
  }

  /** What a stranger gets without a login, by name: a further public door is a decision. */
  @Test
  void opensToStrangersWhatIsNamedHereOnly() {
    assertThat(DoorTable.read())
        .filteredOn(door -> door.cell(null, Whose.OWN) != '>')
        .extracting(Door::mapping)
        .containsOnly(
            "GET /assets/**",
            "GET /actuator/health",
            "GET /actuator/health/**",
            "GET /language",
            "POST /language",
            "GET /log/**",
            "GET /log/checkpoint.pdf",
            "GET /login",
            "POST /login",
            "POST /logout",
            "GET /guides/{name}",
            "GET /lookup",
            "POST /lookup",
            "POST /lookup/evaluation",
            "POST /api/lookup",
            "POST /api/lookup/evaluation",
            "GET /proof",
            "GET /proof/{position:\\d{1,18}}",
            "GET /proof/{position:\\d{1,18}}.tlog-proof");
  }

  /** A door to one thing is tried with the reader's own, with one under it and with another's. */
  @Test
  void triesEveryDoorToAThingOfAnAgencyFromInsideAndOutside() {
    Set<String> ofTheCity = Set.of("GET /api/procedures/{code}/form");
    assertThat(DoorTable.read())
        .filteredOn(door -> door.mapping().matches(".*\\{(code|id|number)}.*"))
        .filteredOn(door -> !ofTheCity.contains(door.mapping()))
        .filteredOn(DoorTableTest::opensToAnAgency)
        .allSatisfy(door -> assertThat(door.isAboutADossier()).as(door.mapping()).isTrue());
  }

  /** Whether anybody comes in who does not act for the whole city. */
  private static boolean opensToAnAgency(Door door) {
    return EnumSet.complementOf(EnumSet.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.DESIGNER))
        .stream()
        .anyMatch(role -> door.cell(role, Whose.OWN) != '-');
  }

  @Test
  void isMarkedAtEveryHandlerWithWhatTheGateCanFind() {
    assertThat(handlers())
        .allSatisfy(
            (mapping, handler) -> {
              String variable =
                  switch (marked(mapping, handler)) {
                    case DOSSIER, OPINION -> "{code}";
                    case LETTER, WORK_ITEM -> "{id}";
                    case NOBODY, LISTED -> "";
                  };
              assertThat(mapping).contains(variable);
            });
  }

  private static Of marked(String mapping, @Nullable HandlerMethod handler) {
    assertThat(handler).as(mapping).isNotNull();
    PersonalData mark = LookupGate.mark(Objects.requireNonNull(handler));
    assertThat(mark).as("mark of %s, %s", mapping, handler).isNotNull();
    return Objects.requireNonNull(mark).value();
  }

  @Test
  void shutsAHandlerThatSaysNothing() throws NoSuchMethodException {
    HandlerMethod silent = new HandlerMethod(this, getClass().getDeclaredMethod("recorded"));
    assertThat(LookupGate.mark(silent)).isNull();
    HttpServletRequest request = nothing(HttpServletRequest.class);
    HttpServletResponse response = nothing(HttpServletResponse.class);
    LookupGate gate = scene.get(LookupGate.class);
    assertThatThrownBy(() -> gate.preHandle(request, response, silent))
        .isInstanceOf(AccessDeniedException.class);
  }

  /** Fails whoever asks it anything. */
  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            }));
  }

  /** A row names an applicant only of doors whose mark lets them. */
  @Test
  void namesApplicantsBehindMarkedDoorsOnly() {
    Map<String, HandlerMethod> handlers = handlers();
    assertThat(DoorTable.read())
        .filteredOn(door -> door.cells().stream().anyMatch(cell -> cell.contains("P")))
        .allSatisfy(
            door ->
                assertThat(marked(door.mapping(), handlers.get(door.mapping())))
                    .as(door.mapping())
                    .isNotEqualTo(Of.NOBODY));
  }

  static Stream<String> readers() {
    return Stream.concat(Stream.of(NOBODY), Stream.of(Role.values()).map(Role::name));
  }

  private static @Nullable Role role(String reader) {
    return reader.equals(NOBODY) ? null : Role.valueOf(reader);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void givesEachReaderWhatItsCellSays(String reader) {
    Role role = role(reader);
    List<String> differences = new ArrayList<>();
    for (Door door : DoorTable.read()) {
      for (Whose whose : Whose.values()) {
        if (whose == Whose.OWN || door.isAboutADossier()) {
          char wanted = door.cell(role, whose);
          Answer answer = scene.visit(role, door, whose);
          if (answer.kind() != wanted) {
            differences.add(difference(door, whose, wanted, answer));
          }
        }
      }
    }
    assertThat(differences).as("%s", reader).isEmpty();
  }

  /** What is asked a purpose for opens with one, and each opening is a line of the record. */
  @ParameterizedTest
  @MethodSource("readers")
  void opensWithAPurposeAndPutsItOnRecord(String reader) {
    Role role = role(reader);
    List<String> differences = new ArrayList<>();
    for (Door door : DoorTable.read()) {
      for (Whose whose : Whose.values()) {
        if (door.cell(role, whose) == '?' && door.method().equals("GET")) {
          char wanted = door.cell(Role.HEAD_OF_AGENCY, Whose.OWN);
          int before = recorded();
          Answer answer = scene.visitWithPurpose(role, door, whose);
          if (answer.kind() != wanted || recorded() != before + 1) {
            differences.add(difference(door, whose, wanted, answer));
          }
        }
      }
    }
    assertThat(differences).as("%s", reader).isEmpty();
  }

  private static int recorded() {
    return scene
        .get(Lookups.class)
        .list(new Lookups.Filter(null, null, null, Set.of()), 1000)
        .size();
  }

  private static String difference(Door door, Whose whose, char wanted, Answer answer) {
    return "%s %s (%s): %s instead of %s, status %d %s"
        .formatted(
            door.method(),
            door.request(),
            whose,
            answer.kind(),
            wanted,
            answer.status(),
            answer.names());
  }

  /** Our own handlers by method and path. */
  private static Map<String, HandlerMethod> handlers() {
    Map<String, HandlerMethod> handlers = new HashMap<>();
    scene
        .get("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> names(info).forEach(name -> handlers.put(name, handler)));
    return handlers;
  }

  private static Map<String, String> mappings() {
    Map<String, String> mappings = new HashMap<>();
    scene
        .all(RequestMappingInfoHandlerMapping.class)
        .forEach(
            mapping ->
                mapping
                    .getHandlerMethods()
                    .keySet()
                    .forEach(info -> names(info).forEach(name -> mappings.put(name, name))));
    scene
        .all(AbstractUrlHandlerMapping.class)
        .forEach(
            mapping ->
                mapping
                    .getHandlerMap()
                    .keySet()
                    .forEach(path -> mappings.put("GET " + path, path)));
    return mappings;
  }

  private static List<String> names(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    List<String> named =
        methods.isEmpty() ? List.of("ANY") : methods.stream().map(Enum::name).toList();
    return info.getPatternValues().stream()
        .flatMap(path -> named.stream().map(method -> method + " " + path))
        .toList();
  }
}
