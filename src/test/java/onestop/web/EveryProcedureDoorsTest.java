package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every procedure of the catalogue is received at the counter and gives a receipt. */
@Tag("world")
class EveryProcedureDoorsTest {

  @Test
  void hasItsPageAtTheCounterAndPrintsItsReceipt() {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T08:30")) {
      City city = City.in(world);
      Visitor desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
      for (Procedure procedure : world.get(Catalogue.class).all()) {
        String code = procedure.key().code();
        AgencyCode resolving = procedure.level().equals("police") ? City.POLICE : City.WARD;
        assertThat(desk.page("/receive/" + code).statusCode()).as(code).isEqualTo(200);
        String path = "/dossiers/" + city.receive(code, resolving).code();
        HttpResponse<String> receipt = desk.page(path + "/papers/receipt-1.pdf");
        assertThat(receipt.headers().firstValue("Content-Type"))
            .as(code)
            .hasValue("application/pdf");
      }
    }
  }
}
