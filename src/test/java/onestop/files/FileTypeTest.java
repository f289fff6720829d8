package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file's type is what its bytes are. */
@Tag("pure")
class FileTypeTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "PDF, `%PDF-1.7\n`",
        "PNG, `\u0089PNG\r\n\u001a\nIHDR`",
        "JPEG, `\u00ff\u00d8\u00ff\u00e0JFIF`",
        "WEBP, `RIFF\u0010\u0000\u0000\u0000WEBPVP8 `",
        "TIFF, `II*\u0000\u0008`",
        "TIFF, `MM\u0000*\u0008`",
        "HEIC, `\u0000\u0000\u0000\u0018ftypheic`",
        "HEIC, `\u0000\u0000\u0000\u0018ftypmif1`",
        "GIF, `GIF89a`",
        "OLE2, `\u00d0\u00cf\u0011\u00e0\u00a1`",
        "RTF, `{\\rtf1`",
        "EXE, `MZ\u0090\u0000`",
        "ELF, `\u007fELF\u0002`",
        "MARKUP, `<!DOCTYPE html><script>`",
        "MARKUP, `  \n<svg xmlns='x'>`",
        "MARKUP, `\u00ef\u00bb\u00bf<?xml version='1.0'?>`",
        "TEXT, `Kinh gui UBND`",
        "TEXT, `1 < 2`",
        "UNKNOWN, `\u0001\u0002\u0003`",
        "UNKNOWN, `RIFF\u0010\u0000\u0000\u0000WAVE`",
        "UNKNOWN, `\u00ff\u00fe\u0041`",
        "TEXT, `PDF-1.7`",
        "TEXT, ` %PDF-1.7`"
      })
  void isFoundFromTheFirstBytes(FileType type, String bytes) {
    assertThat(FileType.of(bytes.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(type);
  }

  @Test
  void anArchiveIsTheDocumentThatItHolds() throws IOException {
    assertThat(FileType.of(zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")))
        .isEqualTo(FileType.DOCX);
    assertThat(FileType.of(zip("[Content_Types].xml", "xl/workbook.xml"))).isEqualTo(FileType.XLSX);
    assertThat(FileType.of(zip("word/document.xml"))).isEqualTo(FileType.ZIP);
    assertThat(FileType.of(zip("[Content_Types].xml", "ppt/presentation.xml")))
        .isEqualTo(FileType.ZIP);
    assertThat(FileType.of(zip("mimetype=" + FileType.ODT.mediaType(), "content.xml")))
        .isEqualTo(FileType.ODT);
    assertThat(FileType.of(zip("mimetype=text/html", "content.xml"))).isEqualTo(FileType.ZIP);
    assertThat(FileType.of("PK\u0003\u0004 cut".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(FileType.ZIP);
  }

  @Test
  @Timeout(5)
  void anArchiveIsNotUnpackedFarToFindItsType() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      byte[] megabyte = new byte[1024 * 1024];
      for (int i = 0; i < 40; i++) {
        zip.write(megabyte);
      }
      zip.putNextEntry(new ZipEntry("word/document.xml"));
    }
    assertThat(FileType.of(bytes.toByteArray())).isEqualTo(FileType.ZIP);
  }

  @Test
  void aLongTextIsTextWhereverItsHeadIsCut() {
    byte[] text = "ắ".repeat(3000).getBytes(StandardCharsets.UTF_8);
    assertThat(FileType.of(text)).isEqualTo(FileType.TEXT);
    assertThat(FileType.of(new byte[0])).isEqualTo(FileType.UNKNOWN);
  }

  @Test
  void onlyTypesThatRunNothingAreShownInPlace() {
    assertThat(FileType.values())
        .filteredOn(FileType::isShownInPlace)
        .containsExactly(FileType.PDF, FileType.PNG, FileType.JPEG, FileType.WEBP);
    assertThat(FileType.values())
        .allSatisfy(type -> assertThat(FileType.ofMediaType(type.mediaType())).isEqualTo(type));
  }

  /** An archive with these entries; behind an equals sign stands an entry's content. */
  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        String[] parts = entry.split("=", 2);
        zip.putNextEntry(new ZipEntry(parts[0]));
        zip.write(parts[parts.length - 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
