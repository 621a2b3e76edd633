// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in the form of the CloudEvents specification 1.0.2 and its documented extensions. */
class CloudEventsTest {
  private static final UUID ID = UUID.fromString("019aa0c6-7a10-7c3a-9d5b-0123456789ab");
  private static final Instant OCCURRED = Instant.parse("2026-03-02T08:00:00.250Z");
  private static final Instant RECORDED = Instant.parse("2026-03-02T08:00:03Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Event event(EventType type, String tenant, String item, Facts data) {
    return new Event(ID, type, tenant, item, 7, OCCURRED, RECORDED, data);
  }

  private static Event event(String item, Facts data) {
    return event(EventType.STEP_COMPLETED, "acme", item, data);
  }

  private static byte[] bytes(CloudEvent event) {
    return Objects.requireNonNull(event.getData()).toBytes();
  }

  @Test
  void shouldWriteTheSequenceInDigitsThatMachinesRead() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(String.format("%d", 7)).as("what is told apart").isNotEqualTo("7");

      assertThat(CloudEvents.of(event("INC-1", Facts.none())).getExtension("sequence"))
          .isEqualTo("0000000000000000007");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldFillEveryAttribute() {
    CloudEvent event = CloudEvents.of(event("INC-1", Facts.of("step", "verify")));

    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo(ID.toString());
    assertThat(event.getSource()).isEqualTo(URI.create("millrace:/tenants/acme"));
    assertThat(event.getType()).isEqualTo("io.millrace.step.completed.v1");
    assertThat(event.getSubject()).isEqualTo("INC-1");
    assertThat(event.getTime()).isEqualTo("2026-03-02T08:00:00.250Z");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getExtensionNames())
        .containsExactlyInAnyOrder("sequence", "recordedtime", "partitionkey");
    assertThat(event.getExtension("sequence")).isEqualTo("0000000000000000007");
    assertThat(event.getExtension("recordedtime")).hasToString("2026-03-02T08:00:03Z");
    assertThat(event.getExtension("partitionkey")).isEqualTo("acme/INC-1");
  }

  @Test
  void shouldNameEveryTypeForGood() {
    Map<EventType, String> expected = new EnumMap<>(EventType.class);
    expected.put(EventType.WORK_ITEM_SUBMITTED, "io.millrace.workitem.submitted.v1");
    expected.put(EventType.WORK_ITEM_RESOLVED, "io.millrace.workitem.resolved.v1");
    expected.put(EventType.WORK_ITEM_CLOSED, "io.millrace.workitem.closed.v1");
    expected.put(EventType.WORK_ITEM_REOPENED, "io.millrace.workitem.reopened.v1");
    expected.put(EventType.WORK_ITEM_CANCELLED, "io.millrace.workitem.cancelled.v1");
    expected.put(EventType.WORK_ITEM_MIGRATED, "io.millrace.workitem.migrated.v1");
    expected.put(EventType.WORK_ITEM_RECLASSIFIED, "io.millrace.workitem.reclassified.v1");
    expected.put(EventType.WORK_ITEM_MOVED, "io.millrace.workitem.moved.v1");
    expected.put(EventType.WORK_ITEM_LINKED, "io.millrace.workitem.linked.v1");
    expected.put(EventType.FACTS_UPDATED, "io.millrace.facts.updated.v1");
    expected.put(EventType.DECISION_MADE, "io.millrace.decision.made.v1");
    expected.put(EventType.STEP_WAITING, "io.millrace.step.waiting.v1");
    expected.put(EventType.STEP_STARTED, "io.millrace.step.started.v1");
    expected.put(EventType.STEP_BLOCKED, "io.millrace.step.blocked.v1");
    expected.put(EventType.STEP_UNBLOCKED, "io.millrace.step.unblocked.v1");
    expected.put(EventType.STEP_REASSIGNED, "io.millrace.step.reassigned.v1");
    expected.put(EventType.STEP_COMPLETED, "io.millrace.step.completed.v1");
    expected.put(EventType.STEP_CANCELLED, "io.millrace.step.cancelled.v1");
    expected.put(EventType.STEP_MIGRATED, "io.millrace.step.migrated.v1");
    expected.put(EventType.STEP_REMINDER, "io.millrace.step.reminder.v1");

    Map<EventType, String> types = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      types.put(type, CloudEvents.type(type));
    }

    assertThat(types).isEqualTo(expected);
    assertThat(types.values()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldSurviveTheJsonFormat(EventType type) throws IOException {
    // given
    CloudEvent event =
        CloudEvents.of(event(type, "acme", "INC-1", Facts.of("note", "\"quoted\" \u00e4\n")));
    JsonFormat format = new JsonFormat();

    // when
    CloudEvent read = format.deserialize(format.serialize(event));

    // then
    assertThat(read.getAttributeNames()).isEqualTo(event.getAttributeNames());
    for (String attribute : event.getAttributeNames()) {
      assertThat(read.getAttribute(attribute)).isEqualTo(event.getAttribute(attribute));
    }
    for (String extension : event.getExtensionNames()) { // JSON has no type for times
      assertThat(read.getExtension(extension))
          .hasToString(String.valueOf(event.getExtension(extension)));
    }
    assertThat(JSON.readTree(bytes(read))).isEqualTo(JSON.readTree(bytes(event)));
  }

  @Test
  void shouldWriteFactsWithTheirTypes() throws IOException {
    Facts facts =
        Facts.builder()
            .put("step", "verify")
            .put("vip", true)
            .put("affected", 12)
            .put("ratio", 0.5)
            .put("odd", Double.NaN)
            .put("tags", List.of("a", "b"))
            .missing("site", "the source was late")
            .build();

    byte[] data = bytes(CloudEvents.of(event("INC-1", facts)));

    assertThat(new String(data, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"tenant\":\"acme\",\"item\":\"INC-1\",\"sequence\":7,\"type\":\"STEP_COMPLETED\","
                + "\"data\":{\"step\":\"verify\",\"vip\":true,\"affected\":12,\"ratio\":0.5,"
                + "\"odd\":\"NaN\",\"tags\":[\"a\",\"b\"]},"
                + "\"missing\":{\"site\":\"the source was late\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space/and?query#fragment%41",
        "\u00fcml\u00e4ut \u65e5\u672c \uD83D\uDE00",
        "quote\" back\\slash\n\r\t\b\f\0\u001F\u007F\u0085",
        "half \uD83D and other half \uDE00 \uFFFE",
        "{\"a\":[}<!--"
      })
  void shouldBeWellFormedForAnyText(String text) throws IOException {
    // given: facts hold only text that every database can keep
    String fact =
        text.replace("\0", "").replace("\uD83D and", "and").replace("\uDE00 \uFFFE", "\uFFFE");

    // when
    CloudEvent event =
        CloudEvents.of(
            event(
                EventType.FACTS_UPDATED,
                text,
                text,
                Facts.builder()
                    .put(fact, fact)
                    .put("l", List.of(fact))
                    .missing("m", fact)
                    .build()));

    // then: attributes keep the rules of the specification
    assertThat(String.valueOf(event.getSubject()).codePoints())
        .noneMatch(point -> point <= 0x1F || point >= 0x7F && point <= 0x9F)
        .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF || (point & 0xFFFE) == 0xFFFE);
    assertThat(event.getSource().toString()).matches("millrace:/tenants/[A-Za-z0-9._~%-]+");
    assertThat(String.valueOf(event.getExtension("partitionkey")))
        .matches("[A-Za-z0-9._~%-]+/[A-Za-z0-9._~%-]+");

    // and: the data is JSON that says the same, but for what UTF-8 cannot express
    String same =
        text.replace("half \uD83D and", "half \uFFFD and")
            .replace("\uDE00 \uFFFE", "\uFFFD \uFFFE");
    JsonNode data = JSON.readTree(bytes(event));
    assertThat(data.get("tenant").textValue()).isEqualTo(same);
    assertThat(data.get("item").textValue()).isEqualTo(same);
    assertThat(data.get("data").get(fact).textValue()).isEqualTo(fact);
    assertThat(data.get("data").get("l").get(0).textValue()).isEqualTo(fact);
    assertThat(data.get("missing").get("m").textValue()).isEqualTo(fact);
    JsonFormat format = new JsonFormat();
    assertThat(format.deserialize(format.serialize(event)).getSubject())
        .isEqualTo(event.getSubject());
  }

  @Test
  void shouldNameAttributesByTheRules() {
    CloudEvent event = CloudEvents.of(event("INC-1", Facts.none()));

    List<String> names = new ArrayList<>(event.getAttributeNames());
    names.addAll(event.getExtensionNames());

    assertThat(names).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
    assertThat(event.getSource().isAbsolute()).isTrue();
  }

  @Test
  void shouldOrderSequencesAsTexts() {
    List<Long> numbers = List.of(1L, 2L, 9L, 10L, 99L, 100L, 1_000_000L, Long.MAX_VALUE);

    List<String> texts =
        numbers.stream()
            .map(
                number ->
                    new Event(
                        ID,
                        EventType.STEP_WAITING,
                        "acme",
                        "INC-1",
                        number,
                        OCCURRED,
                        RECORDED,
                        Facts.none()))
            .map(event -> String.valueOf(CloudEvents.of(event).getExtension("sequence")))
            .toList();

    assertThat(texts).isSorted().doesNotHaveDuplicates();
    assertThat(texts.stream().map(Long::parseLong)).containsExactlyElementsOf(numbers);
  }

  @Test
  void shouldNotMixWorkItemsUpInPartitionKeys() {
    List<String> keys =
        Arrays.asList("a/b|c", "a|b/c", "a%2Fb|c").stream()
            .map(names -> names.split("\\|"))
            .map(names -> event(EventType.STEP_WAITING, names[0], names[1], Facts.none()))
            .map(event -> String.valueOf(CloudEvents.of(event).getExtension("partitionkey")))
            .toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void shouldTakeTheProductFromTheHost() {
    Event event = event("INC-1", Facts.none());

    assertThat(CloudEvents.of(event, URI.create("https://desk.example/x")).getSource())
        .isEqualTo(URI.create("https://desk.example/x/tenants/acme"));
    assertThat(CloudEvents.of(event, URI.create("/desk/")).getSource())
        .isEqualTo(URI.create("/desk/tenants/acme"));
  }

  @Test
  void shouldLeaveOutATimeThatHasNoText() {
    Event event =
        new Event(
            ID,
            EventType.STEP_WAITING,
            "acme",
            "INC-1",
            1,
            Instant.parse("+10000-01-01T00:00:00Z"),
            RECORDED,
            Facts.none());

    assertThat(CloudEvents.of(event).getTime()).isNull();
  }

  @Test
  void shouldHandOnWhatTheReceiverThrows() throws Exception {
    // given
    List<CloudEvent> received = new ArrayList<>();
    Event event = event("INC-1", Facts.none());
    URI product = URI.create("https://desk.example");

    // when
    CloudEventSink.of(product, received::add).take(event);

    // then
    assertThat(received)
        .containsExactly(CloudEventBuilder.from(CloudEvents.of(event, product)).build());
    CloudEventSink broken =
        CloudEventSink.of(
            product,
            one -> {
              throw new IOException("no broker");
            });
    assertThatThrownBy(() -> broken.take(event))
        .isInstanceOf(IOException.class)
        .hasMessage("no broker");
  }
}
