package onestop.web.handed;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.FakeClamd;
import onestop.testing.Multipart;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.springframework.web.util.HtmlUtils;

/** A ward whose counter hands papers in as files, with a scanner that a test can trouble. */
final class HandedScene implements AutoCloseable {
  static final byte[] PDF = Scans.pdf("Don de nghi");
  static final byte[] PNG = Scans.picture("png", 3);
  static final byte[] JPEG = Scans.picture("jpg", 3);
  static final String SCRIPT = "<script>alert(document.cookie)</script>";

  /** Certified copies. */
  private static final String COPY = "2.000815";

  private final FakeClamd scanner;
  private final World world;
  private final City city;
  private final Visitor desk;
  private final Visitor specialist;
  private final String token;

  private HandedScene(FakeClamd scanner, World world) {
    this.scanner = scanner;
    this.world = world;
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
    specialist = Visitor.of(world, City.officer(City.WARD, Role.SPECIALIST).id());
    token = desk.token();
  }

  static HandedScene open(String... settings) throws IOException {
    FakeClamd scanner = FakeClamd.onTcp();
    String[] all =
        Stream.concat(
                Stream.of("--onestop.files.scanner=" + scanner.address()), Stream.of(settings))
            .toArray(String[]::new);
    return new HandedScene(scanner, World.serving(TestDatabase.H2, "2026-04-01T10:00", all));
  }

  FakeClamd scanner() {
    return scanner;
  }

  World world() {
    return world;
  }

  City city() {
    return city;
  }

  Visitor desk() {
    return desk;
  }

  Visitor specialist() {
    return specialist;
  }

  String token() {
    return token;
  }

  /** The code of a dossier that the counter has received. */
  String received() {
    return city.receive(COPY).code().value();
  }

  /** The form that adds originals, without a file yet. */
  Multipart form() {
    return new Multipart().field("_csrf", token).field("paper", "original").field("remark", "");
  }

  HttpResponse<String> add(String code, Multipart form) {
    return desk.post("/dossiers/" + code + "/files/add", form);
  }

  List<HandedFile> files(String code) {
    return world.get(HandedFiles.class).of(new DossierCode(code));
  }

  /** The page as a reader sees its text. */
  static String read(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() throws IOException {
    world.close();
    scanner.close();
  }
}
