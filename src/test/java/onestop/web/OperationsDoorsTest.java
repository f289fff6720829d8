package onestop.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.dossiers.life.Dossier;
import onestop.engine.EngineIncident;
import onestop.incidents.IncidentKind;
import onestop.incidents.Incidents;
import onestop.integrity.FsckRuns;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.util.HtmlUtils;

/** The operator's page: what is broken and behind, the last check, and the sweep at once. */
@Tag("world")
class OperationsDoorsTest {
  private static final DossierCode BROKEN = new DossierCode("000.00.03.H26-260406-0099");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anOperatorSeesWhatIsBrokenAndSweepsAtOnce(TestDatabase database) throws Exception {
    try (World world = World.serving(database, "2026-04-06T10:00")) {
      City city = City.in(world);
      Visitor operator = Visitor.of(world, City.officer(City.WARD, Role.OPERATOR).id());
      assertThat(page(operator))
          .contains("Không có sự cố nào đang mở", "Chưa kiểm tra lần nào", "Không mốc nào bị chậm");

      Incidents incidents = world.get(Incidents.class);
      incidents.open(EngineIncident.TIMER_FAILED, BROKEN, "apologies/some-reason {}");
      assertThat(page(operator))
          .contains("Sự cố đang mở (1)", BROKEN.value(), "Mốc hạn gặp lỗi", "some-reason");
      incidents.close(EngineIncident.TIMER_FAILED, BROKEN);
      assertThat(page(operator)).doesNotContain(BROKEN.value());

      assertThat(world.get(FsckRuns.class).check().holds()).isTrue();
      assertThat(page(operator)).contains("Không có sai lệch").doesNotContain("Chưa kiểm tra");

      Dossier late = city.receive("1.001612");
      world.outageUntil("2026-05-20T10:00");
      Visitor later = Visitor.of(world, City.officer(City.WARD, Role.OPERATOR).id());
      JsonNode standing = new ObjectMapper().readTree(later.api("/api/operations").body());
      assertThat(Duration.parse(standing.get("timersBehind").asText())).isPositive();
      assertThat(page(later)).contains("Chậm ");
      HttpResponse<String> swept = later.post("/operations/sweep", Map.of());
      assertThat(swept.statusCode()).isEqualTo(302);
      assertThat(page(later)).contains("Đã rà soát xong; khắc phục 1 hồ sơ");
      assertThat(later.page("/dossiers/" + late.code()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void everyKindOfIncidentHasItsTextAndItsFirstAction() {
    Properties texts = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/messages/operations_vi.properties"))) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(kinds()).hasSizeGreaterThan(10);
    assertThat(kinds())
        .allSatisfy(
            kind ->
                assertThat(texts)
                    .containsKeys(
                        "incident." + kind.name(), "incident." + kind.name() + ".action"));
  }

  private static List<IncidentKind> kinds() {
    return new ClassFileImporter()
        .importPackages("onestop").that(assignableTo(IncidentKind.class)).stream()
            .filter(JavaClass::isEnum)
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getEnumConstants()))
            .map(IncidentKind.class::cast)
            .toList();
  }

  private static String page(Visitor reader) {
    HttpResponse<String> answer = reader.page("/operations");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return HtmlUtils.htmlUnescape(answer.body());
  }
}
