package onestop.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** The counter of a ward on Wednesday 1 April 2026 at ten, and an officer at it. */
final class CounterScene implements AutoCloseable {
  private final World world;
  private final Visitor desk;

  CounterScene() {
    world = World.serving(TestDatabase.H2, "2026-04-01T10:00");
    City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  World world() {
    return world;
  }

  Visitor desk() {
    return desk;
  }

  /** How many dossiers there are, of whichever agency. */
  long dossiers() {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from dossier")
        .query(Long.class)
        .single();
  }

  /** A page as its reader sees its text. */
  String read(String path) {
    return text(desk.page(path));
  }

  static String text(HttpResponse<String> answer) {
    return HtmlUtils.htmlUnescape(answer.body());
  }

  /** The words of a document, with one space between two. */
  String pdf(String path) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(desk.file(path))) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
