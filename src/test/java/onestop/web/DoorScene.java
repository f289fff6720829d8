package onestop.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.letter.LetterPress;
import onestop.delivery.Outbox;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.consultations.Consultation.Question;
import onestop.dossiers.consultations.Consultations;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.registers.ResultRegister;
import onestop.dossiers.registers.ResultRegisters;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.testing.City;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import onestop.web.DoorTable.Door;
import onestop.web.DoorTable.Whose;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A served city in which a ward, an office under it and another ward have each a late dossier with
 * its letter, and everybody who reads belongs to the first ward.
 */
public final class DoorScene implements AutoCloseable {
  /** The password of everybody of the first ward. */
  public static final String PASSWORD = "a long password";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final AgencyCode UNDER = new AgencyCode("H26.12.03.CA");
  private static final AgencyCode OTHER = new AgencyCode("H26.12.04");

  private final Path log;
  private final World world;
  private final City city;
  private final Map<Whose, Case> cases = new EnumMap<>(Whose.class);
  private final Map<String, Guest> guests = new HashMap<>();
  private final Map<String, String> consumed = new HashMap<>();

  /** A dossier of an agency, and whose it is. */
  private record Case(
      AgencyCode agency,
      Applicant applicant,
      DossierCode dossier,
      String step,
      long letter,
      long delivery) {
    boolean isNamedIn(String text) {
      return List.of(
              applicant.name(),
              Objects.requireNonNull(applicant.address()),
              Objects.requireNonNull(applicant.phone()),
              Objects.requireNonNull(applicant.email()),
              Objects.requireNonNull(applicant.idNumber()))
          .stream()
          .anyMatch(mark -> text.contains(mark.replaceAll("\\s", "")));
    }
  }

  /**
   * What came of a visit.
   *
   * @param kind as in the table; {@code !} if it is none of these
   */
  record Answer(char kind, int status, Set<Whose> names) {}

  public DoorScene(TestDatabase database) {
    log = temporary();
    world =
        World.serving(
            database,
            "2026-03-02T10:00",
            "--onestop.ledger.folder=" + log.resolve("log"),
            "--onestop.ledger.key-file=" + log.resolve("ledger.key"));
    get(LedgerKeys.class).ensure();
    city = City.in(world);
    found(UNDER, City.WARD, Agency.Kind.POLICE, "000.00.04.H26");
    found(OTHER, City.CENTRE, Agency.Kind.WARD, "000.00.05.H26");
    Map<Whose, DossierCode> codes = new EnumMap<>(Whose.class);
    codes.put(Whose.OWN, receive(City.WARD, 1));
    codes.put(Whose.UNDER, receive(UNDER, 2));
    codes.put(Whose.OTHER, receive(OTHER, 3));
    world.advanceTo("2026-03-16T09:01");
    world.get(LetterPress.class).print(10);
    world.get(Ledger.class).publish();
    codes.forEach((whose, code) -> cases.put(whose, known(code)));
    cases.values().forEach(this::scan);
    cases.forEach((whose, about) -> ask(about, whose == Whose.OTHER ? City.WARD : City.POLICE));
    get(ResultRegisters.class)
        .keep(
            new ResultRegister(
                City.WARD, "1.004873", "Sổ giấy xác nhận", "{number}/{year}/GXN-UBND", 2026, 1),
            City.officer(City.WARD, Role.ADMINISTRATOR).id());
    String hash = world.get(PasswordEncoder.class).encode(PASSWORD);
    for (Role role : Role.values()) {
      world.get(Accounts.class).changePassword(City.officer(City.WARD, role).id(), hash);
    }
    get("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues()
                    .forEach(
                        path ->
                            info.getConsumesCondition().getConsumableMediaTypes().stream()
                                .findFirst()
                                .ifPresent(type -> consumed.put(path, type.toString()))));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("doors");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void found(AgencyCode code, AgencyCode parent, Agency.Kind kind, String prefix) {
    LocalDate since = LocalDate.of(2015, 1, 1);
    Agencies agencies = world.get(Agencies.class);
    agencies.add(
        new Agency(code, "Cơ quan " + code, "Office", parent, kind, prefix, "", "", "", "Hà Nội"),
        since);
    for (Role role : Role.values()) {
      agencies.add(
          new Officer(City.officer(code, role).id(), "Cán bộ", "Công chức", code, Set.of(role)),
          null);
    }
  }

  private DossierCode receive(AgencyCode agency, int no) {
    Intake like = city.intake("1.004873", agency, "k" + no);
    Applicant applicant =
        new Applicant(
            List.of("", "Tạ Khiết Ngân", "Lò Thị Mẩy", "Đinh Bá Quýt").get(no),
            "Số 7" + no + " ngõ Trầm",
            "091200007" + no,
            "nguoi-nop-" + no + "@example.org",
            "00107100007" + no);
    Intake intake =
        new Intake(
            like.source(),
            like.idempotencyKey(),
            like.procedureCode(),
            agency,
            agency,
            applicant,
            "Đơn của " + applicant.name(),
            like.channel(),
            like.papers(),
            null,
            null,
            null);
    return ((IntakeResult.Received)
            world.get(Dossiers.class).receive(intake, City.officer(agency, Role.DESK_OFFICER)))
        .dossier()
        .code();
  }

  /** Its first paper on file, with the applicant's number on it. */
  private void scan(Case known) {
    byte[] pdf = Scans.pdf(Objects.requireNonNull(known.applicant().phone()));
    world
        .get(HandedFiles.class)
        .add(
            known.dossier(),
            new NewFile("don.pdf", pdf, null, "Don", null),
            City.officer(known.agency(), Role.DESK_OFFICER));
  }

  /** Its first question, about its first file; of another ward’s dossier it asks the readers’. */
  private void ask(Case known, AgencyCode asked) {
    world
        .get(Consultations.class)
        .ask(
            known.dossier(),
            new Question(
                new Post(asked, Role.SPECIALIST),
                "Cư trú ở đâu?",
                List.of(1),
                LocalDate.of(2026, 3, 17),
                "Đã quá hạn"),
            City.officer(known.agency(), Role.SPECIALIST));
  }

  private Case known(DossierCode code) {
    var dossier = world.get(Dossiers.class).get(code);
    return new Case(
        dossier.agencies().resolving(),
        dossier.applicant(),
        code,
        city.dossierItems(code).get(0).id(),
        world.get(Apologies.class).of(code).get(0).id(),
        world.get(Outbox.class).of(code).get(0).id());
  }

  public World world() {
    return world;
  }

  public City city() {
    return city;
  }

  <T> T get(Class<T> type) {
    return world.get(type);
  }

  <T> T get(String name, Class<T> type) {
    return world.application().getBean(name, type);
  }

  <T> Collection<T> all(Class<T> type) {
    return world.application().getBeansOfType(type).values();
  }

  /** What filters answer before any handler could. */
  Set<String> filters() {
    Set<String> paths = new TreeSet<>();
    for (var chain : get(FilterChainProxy.class).getFilterChains()) {
      chain
          .getFilters()
          .forEach(
              filter -> {
                if (filter instanceof UsernamePasswordAuthenticationFilter) {
                  paths.add("POST /login");
                } else if (filter instanceof LogoutFilter) {
                  paths.add("POST /logout");
                }
              });
    }
    return paths;
  }

  /** Makes the request of a row as that role; null is nobody. */
  Answer visit(@Nullable Role role, Door door, Whose whose) {
    Guest guest = guest(role, "plain");
    Answer answer = guest.send(door, whose);
    if (door.mapping().equals("POST /logout") || door.mapping().equals("POST /login")) {
      guests.values().remove(guest);
    }
    return answer;
  }

  /** As {@link #visit}, a purpose for that dossier stated before, in a session of its own. */
  Answer visitWithPurpose(@Nullable Role role, Door door, Whose whose) {
    Guest guest = guest(role, "stating");
    if (!door.isApi()) {
      guest.state(whose);
    }
    return guest.send(
        door, whose, "Onestop-Purpose", "SUPERVISION", "Onestop-Purpose-Text", "Order%201");
  }

  private Guest guest(@Nullable Role role, String session) {
    return guests.computeIfAbsent(role + session, name -> new Guest(role));
  }

  @Override
  public void close() {
    world.close();
    FileSystemUtils.deleteRecursively(log.toFile());
  }

  /** A session of a reader. */
  private final class Guest {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final @Nullable String login;
    private String token;

    Guest(@Nullable Role role) {
      login = role == null ? null : City.officer(City.WARD, role).id().value();
      token = token();
      if (login != null) {
        send(form("/login", "username=" + login + "&password=" + encoded(PASSWORD)));
        token = token();
      }
    }

    private String token() {
      Matcher found = TOKEN.matcher(text(send(request("/login").GET())));
      return found.find() ? found.group(1) : "";
    }

    void state(Whose whose) {
      String code = Objects.requireNonNull(cases.get(whose)).dossier().value();
      send(form("/audit/purpose", "purpose=SUPERVISION&text=Order&dossier=" + code));
    }

    Answer send(Door door, Whose whose, String... headers) {
      String path = filled(door.request(), whose);
      String body = filled(door.body(), whose);
      HttpRequest.Builder request;
      String mapped = door.mapping().substring(door.mapping().indexOf(' ') + 1);
      if (door.method().equals("GET")) {
        request = request(path).GET();
      } else if (!door.isApi() && body.startsWith("<")) {
        request =
            request(path)
                .headers("Content-Type", "application/xml", "X-CSRF-TOKEN", token)
                .POST(BodyPublishers.ofString(body));
      } else if (door.isApi()) {
        request = request(path).method(door.method(), BodyPublishers.ofString(body));
        if (consumed.containsKey(mapped)) {
          request.header("Content-Type", Objects.requireNonNull(consumed.get(mapped)));
        }
      } else {
        request = form(path, body);
      }
      if ((door.isApi() || path.startsWith("/actuator")) && login != null) {
        request.header(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((login + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
      }
      if (headers.length > 0) {
        request.headers(headers);
      }
      return answer(send(request), whose);
    }

    private HttpRequest.Builder form(String path, String body) {
      return request(path)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(body + "&_csrf=" + encoded(token)));
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
      try {
        return client.send(request.build(), BodyHandlers.ofByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** A request or a body of a row, about the dossier of that agency. */
  public String filled(String template, Whose whose) {
    Case about = Objects.requireNonNull(cases.get(whose));
    return template
        .replace("{dossier}", about.dossier().value())
        .replace("{letter}", String.valueOf(about.letter()))
        .replace("{step}", about.step())
        .replace("{delivery}", String.valueOf(about.delivery()))
        .replace("{unit}", about.agency().value())
        .replace("{name}", encoded(about.applicant().name().replaceFirst(" \\S+$", "")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer answer(HttpResponse<byte[]> response, Whose whose) {
    String text = text(response);
    Set<Whose> names = EnumSet.noneOf(Whose.class);
    String dense = text.replaceAll("\\s", "");
    cases.forEach(
        (of, known) -> {
          if (known.isNamedIn(dense)) {
            names.add(of);
          }
        });
    char kind = kind(response, text);
    if (kind == '+' && names.equals(Set.of(whose))) {
      kind = 'P';
    } else if (!names.isEmpty()) {
      kind = '!';
    }
    return new Answer(kind, response.statusCode(), names);
  }

  private static char kind(HttpResponse<byte[]> response, String text) {
    int status = response.statusCode();
    String location = response.headers().firstValue("Location").orElse("");
    if (status == 401 || location.endsWith("/login")) {
      return '>';
    }
    if (location.contains("/audit/purpose?") || says(text, "web:purpose-needed")) {
      return '?';
    }
    if (status == 403) {
      return says(text, "web:role-needed", "Vai trò của bạn không được làm việc này")
          ? '-'
          : says(text, "web:beyond-your-unit", "và các đơn vị trực thuộc") ? 'x' : '+';
    }
    if (status == 404) {
      return says(text, "-here\"", "trong phạm vi bạn được xem", "không thuộc cơ quan bạn")
          ? '0'
          : '+';
    }
    return status >= 500 ? '!' : text.startsWith("[{") && says(text, "\"problem\":{") ? '*' : '+';
  }

  private static boolean says(String text, String... words) {
    return Arrays.stream(words).anyMatch(text::contains);
  }

  /** What a person reads in an answer, whatever its format. */
  private static String text(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    byte[] body = response.body();
    try {
      if (type.startsWith("application/pdf")) {
        try (PDDocument pdf = Loader.loadPDF(body)) {
          return new PDFTextStripper().getText(pdf);
        }
      }
      return type.contains("spreadsheetml")
          ? cells(body)
          : new String(body, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cells(byte[] xlsx) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      for (Sheet sheet : book.getSheets().toList()) {
        sheet
            .read()
            .forEach(row -> row.forEach(cell -> text.append(cell == null ? "" : cell.getText())));
      }
    }
    return text.toString();
  }
}
