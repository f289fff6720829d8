package onestop.procedures;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import onestop.agencies.Role;
import onestop.calendar.Limit;
import onestop.kernel.Failure;
import onestop.procedures.fee.FeeSchedule;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The documents of the catalogue: shipped as files, pinned in the database at the first start with
 * them. A file that differs from the pinned content of its version prevents the start; a version
 * that is no longer shipped is read from its pin.
 */
@Component
class CatalogueDocuments {
  private static final String CATALOGUE = "classpath*:bpmn/catalogue/*.yaml";
  private static final String PROCEDURES = "procedure";
  private static final String RULE_PACKS = "rule-pack";
  private static final String FORMS = "form";
  private static final String FORM_FILES = "classpath*:bpmn/*/*.form";
  private static final String FEES = "fee";
  private static final String FEE_FILES = "classpath*:bpmn/fees/*.yaml";
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .registerModule(new JavaTimeModule())
          .registerModule(
              new SimpleModule()
                  .addDeserializer(Limit.class, new WrittenLimit())
                  .addDeserializer(Role.class, new WrittenRole()))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final JdbcClient jdbc;
  private final List<Procedure> procedures;
  private final List<RulePack> rulePacks;
  private final List<ApplicationForm> forms;
  private final List<FeeSchedule> fees;

  CatalogueDocuments(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.procedures =
        load(
            PROCEDURES,
            CATALOGUE,
            yaml(Procedure.class),
            procedure -> new Pin(procedure.key().code(), procedure.key().version()));
    this.rulePacks =
        load(
            RULE_PACKS,
            ShippedRulePacks.RULE_PACKS,
            yaml(RulePack.class),
            pack -> new Pin(pack.id(), pack.version()));
    this.forms =
        load(FORMS, FORM_FILES, FormReader::read, form -> new Pin(form.id(), form.version()));
    this.fees =
        load(
            FEES,
            FEE_FILES,
            yaml(FeeSchedule.class),
            fee -> new Pin(fee.procedure(), fee.version()));
  }

  private static <T> BiFunction<String, String, T> yaml(Class<T> type) {
    return (file, content) -> read(file, content, type);
  }

  /** The procedures as shipped, without a database. */
  static List<Procedure> shippedProcedures() {
    return shipped(CATALOGUE, Procedure.class);
  }

  /** The shipped documents whose names match {@code pattern}, without a database. */
  static <T> List<T> shipped(String pattern, Class<T> type) {
    try {
      List<T> shipped = new ArrayList<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
        try (InputStream in = file.getInputStream()) {
          String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          shipped.add(read(String.valueOf(file.getFilename()), content, type));
        }
      }
      return shipped;
    } catch (IOException e) {
      throw Failure.of(
              Failure.Kind.LOST_RESOURCE, "procedures", "documents-unreadable", "kind", pattern)
          .causedBy(e);
    }
  }

  /** All versions, by code, older first. */
  List<Procedure> procedures() {
    return procedures;
  }

  /** All versions, by id, older first. */
  List<RulePack> rulePacks() {
    return rulePacks;
  }

  /** All versions of the forms, by id, older first. */
  List<ApplicationForm> forms() {
    return forms;
  }

  /** All versions of the fees, by procedure, older first. */
  List<FeeSchedule> fees() {
    return fees;
  }

  private record Pin(String key, int version) implements Comparable<Pin> {
    @Override
    public int compareTo(Pin other) {
      return Comparator.comparing(Pin::key).thenComparing(Pin::version).compare(this, other);
    }
  }

  private <T> List<T> load(
      String kind, String pattern, BiFunction<String, String, T> reader, Function<T, Pin> pinOf) {
    TreeMap<Pin, T> all = new TreeMap<>();
    try {
      Resource[] files = new PathMatchingResourcePatternResolver().getResources(pattern);
      Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
      for (Resource file : files) {
        String content;
        try (InputStream in = file.getInputStream()) {
          content = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
        T document = reader.apply(String.valueOf(file.getFilename()), content);
        pin(kind, pinOf.apply(document), content, String.valueOf(file.getFilename()));
        all.put(pinOf.apply(document), document);
      }
    } catch (IOException e) {
      throw Failure.of(
              Failure.Kind.LOST_RESOURCE, "procedures", "documents-unreadable", "kind", kind)
          .causedBy(e);
    }
    for (String content :
        jdbc.sql("select content from catalogue_document where kind = ? order by doc_key, version")
            .param(kind)
            .query(String.class)
            .list()) {
      T document = reader.apply(kind, content);
      all.putIfAbsent(pinOf.apply(document), document);
    }
    return List.copyOf(new ArrayList<>(all.values()));
  }

  static <T> T read(String file, String content, Class<T> type) {
    try {
      return YAML.readValue(content, type);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      throw Failure.badInput("procedures", "document", "file", file, "why", why).causedBy(e);
    }
  }

  private void pin(String kind, Pin pin, String content, String file) {
    String hash = sha256(content);
    List<String> pinned =
        jdbc.sql(
                """
                select sha256 from catalogue_document
                 where kind = ? and doc_key = ? and version = ?
                """)
            .params(kind, pin.key(), pin.version())
            .query(String.class)
            .list();
    if (pinned.isEmpty()) {
      jdbc.sql(
              """
              insert into catalogue_document (kind, doc_key, version, sha256, content)
              select ?, ?, ?, ?, ?
               where not exists (select 1 from catalogue_document
                                  where kind = ? and doc_key = ? and version = ?)
              """)
          .params(kind, pin.key(), pin.version(), hash, content, kind, pin.key(), pin.version())
          .update();
    } else if (!pinned.get(0).equals(hash)) {
      throw Failure.conflict(
          "procedures",
          "changed-version",
          "file",
          file,
          "key",
          pin.key(),
          "version",
          pin.version());
    }
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class WrittenLimit extends JsonDeserializer<Limit> {
    @Override
    public Limit deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Limit.parse(parser.getValueAsString());
    }
  }

  private static final class WrittenRole extends JsonDeserializer<Role> {
    @Override
    public Role deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String code = parser.getValueAsString();
      Optional<Role> role = Role.ofCode(code);
      if (role.isEmpty()) {
        throw context.weirdStringException(code, Role.class, "no such role");
      }
      return role.get();
    }
  }
}
