package onestop.web.input;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import onestop.web.guard.BodyLimitFilter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Admits a request when its body has arrived: slow senders, logged in or not, wait in a bounded
 * {@link WaitingRoom} and so cannot occupy all of the server's threads.
 *
 * <p>The body of a form or of a call of the API is read before authentication, because the token of
 * a form is in it. Larger bodies are passed on as they arrive and are read after the login only
 * ({@link BodyLimitFilter}, and {@link UploadPaths} for forms with files). Refusals are answered by
 * the application's own error page: 408 too slow, 411 a form without a length, 413 a form too
 * large.
 */
public final class ArrivedBodies extends ValveBase {
  /** The largest body of the API that is awaited here, in bytes. */
  public static final int LARGEST = 256 * 1024;

  /**
   * The largest form, in bytes: over 100,000 letters, of which a browser sends each Vietnamese one
   * as up to nine bytes, still come back to their writer.
   */
  public static final int LARGEST_FORM = 1024 * 1024;

  /** The largest form with a file that is awaited here, in bytes. */
  public static final int LARGEST_WITH_FILE = 2 * 1024 * 1024;

  /** The longest time in which a larger form with files arrives. */
  private static final Duration UPLOAD = Duration.ofMinutes(5);

  private static final String REFUSED = ArrivedBodies.class.getName() + ".refused";
  private static final Duration LEFTOVERS = Duration.ofSeconds(1);
  private static final int MOST_LEFTOVERS = 2 * 1024 * 1024;

  private final WaitingRoom room;
  private final Duration longest;

  /**
   * Bodies are awaited in that room.
   *
   * @param longest the most time from the request's header to the last byte of its body
   */
  ArrivedBodies(WaitingRoom room, Duration longest) {
    super(true);
    this.room = room;
    this.longest = longest;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request wire = request.getCoyoteRequest();
    InputBuffer socket = wire.getInputBuffer();
    int refused = admit(request, response);
    try {
      if (refused != 0) {
        request.setAttribute(REFUSED, refused);
        wire.setInputBuffer(new Arrived(new byte[0]));
      }
      getNext().invoke(request, response);
    } finally {
      wire.setInputBuffer(socket);
      if (!request.isAsync() && !isRead(wire)) {
        response.flushBuffer(); // the answer first
        leaveNothing(wire, refused != HttpServletResponse.SC_REQUEST_TIMEOUT);
      }
    }
  }

  /** The status of the refusal, or 0. */
  private int admit(Request request, Response response) throws IOException {
    org.apache.coyote.Request wire = request.getCoyoteRequest();
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    boolean withFile = type.startsWith("multipart/form-data");
    boolean form = withFile || type.startsWith("application/x-www-form-urlencoded");
    long length;
    try {
      length = wire.getContentLengthLong();
    } catch (IllegalArgumentException malformed) {
      wire.setContentLength(0); // whoever reads parameters would meet it again
      return HttpServletResponse.SC_BAD_REQUEST;
    }
    if (length < 0) {
      boolean body = request.getHeader("Transfer-Encoding") != null;
      return body && form ? HttpServletResponse.SC_LENGTH_REQUIRED : 0;
    }
    if (withFile && length > LARGEST_WITH_FILE && UploadPaths.contain(request.getRequestURI())) {
      wire.setInputBuffer(new Paced(wire.getInputBuffer(), System.nanoTime() + UPLOAD.toNanos()));
      return 0;
    }
    if (length > (withFile ? LARGEST_WITH_FILE : form ? LARGEST_FORM : LARGEST)) {
      return form ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : 0;
    }
    if (length > 0) {
      response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
      byte[] body = read(wire, (int) length);
      if (body == null) {
        return HttpServletResponse.SC_REQUEST_TIMEOUT;
      }
      wire.setInputBuffer(new Arrived(body));
    }
    return 0;
  }

  /** The whole body, or null if it does not arrive in time. */
  private byte @Nullable [] read(org.apache.coyote.Request wire, int length) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.min(length, 8192));
    Piece piece = new Piece();
    WaitingRoom.Stay stay = null;
    try {
      while (body.size() < length) {
        if (hasMore(wire)) {
          if (wire.doRead(piece) < 0) {
            return null;
          }
          piece.moveTo(body);
        } else {
          stay = stay == null ? room.enter(longest) : stay;
          if (!stay.nap()) {
            return null;
          }
        }
      }
      return body.toByteArray();
    } finally {
      if (stay != null) {
        stay.close();
      }
    }
  }

  /** Whether the socket has more bytes, without waiting. */
  private static boolean hasMore(org.apache.coyote.Request wire) {
    wire.action(ActionCode.AVAILABLE, Boolean.TRUE);
    return wire.getAvailable() > 0;
  }

  /**
   * Reads the rest of an unread body for a short time, so that the caller can receive the answer,
   * and then closes the connection. The container itself would wait as long as the caller sends.
   */
  private void leaveNothing(org.apache.coyote.Request wire, boolean patient) {
    try {
      long left = patient ? MOST_LEFTOVERS : 0;
      Piece piece = new Piece();
      try (WaitingRoom.Stay stay = room.enter(LEFTOVERS)) {
        while (left > 0 && !isRead(wire)) {
          if (hasMore(wire)) {
            left -= Math.max(1, wire.doRead(piece));
          } else if (!stay.nap()) {
            break;
          }
        }
      }
      if (isRead(wire)) {
        return;
      }
    } catch (IOException gone) {
      // the caller has closed the connection: nothing is left to read
    }
    wire.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  private static boolean isRead(org.apache.coyote.Request wire) {
    AtomicBoolean read = new AtomicBoolean();
    wire.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
    return read.get();
  }

  /** Refuses inside the application's context, so that the application's own error page answers. */
  static final class Refusals extends ValveBase {
    Refusals() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.getAttribute(REFUSED) instanceof Integer status) {
        request.removeAttribute(REFUSED);
        response.setHeader("Connection", "close");
        response.sendError(status);
        return;
      }
      getNext().invoke(request, response);
    }
  }

  /** One portion of bytes from the socket. */
  private static final class Piece implements ApplicationBufferHandler {
    private @Nullable ByteBuffer buffer;

    @Override
    public void setByteBuffer(@Nullable ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {
      // it is always read to its end
    }

    void moveTo(ByteArrayOutputStream body) {
      ByteBuffer read = buffer;
      if (read != null) {
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        body.writeBytes(bytes);
      }
    }
  }

  /** A body that is read as it arrives, until its time is up. */
  private record Paced(InputBuffer socket, long end) implements InputBuffer {
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      if (System.nanoTime() > end) {
        throw new SocketTimeoutException("the body takes longer than " + UPLOAD);
      }
      return socket.doRead(handler);
    }

    @Override
    public int available() {
      return socket.available();
    }
  }

  /** A body that has arrived, as the input of the request. */
  private static final class Arrived implements InputBuffer {
    private final ByteBuffer body;
    private boolean given;

    Arrived(byte[] body) {
      this.body = ByteBuffer.wrap(body);
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) {
      if (given || !body.hasRemaining()) {
        ByteBuffer last = handler.getByteBuffer();
        if (last != null) {
          last.position(0).limit(0);
        }
        return -1;
      }
      given = true;
      handler.setByteBuffer(body);
      return body.remaining();
    }

    @Override
    public int available() {
      return given ? 0 : body.remaining();
    }
  }
}
