// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.ArrayList;
import java.util.List;

/**
 * Something hostile to be put where a model takes a value.
 *
 * @param attribute the value as it stands between quotation marks, escaped
 * @param text the value as it stands between tags, escaped
 * @param isExpression whether it holds an expression, which no position may
 */
record Payload(String name, String attribute, String text, boolean isExpression) {
  private static final String TRAP = "io.millrace.engine.internal.camunda.Trap";
  private static final String SPRING = "''.getClass().forName('" + TRAP + "').newInstance()";
  private static final String FILE = Trap.Mark.FILE.toString();

  /** An expression that springs the trap in an engine without walls. */
  static final Payload CALL = expression("a call", "${" + SPRING + "}");

  static final Payload CLASS = plain("a class", TRAP);

  static List<Payload> all() {
    List<Payload> all = new ArrayList<>(expressions());
    all.addAll(written());
    all.addAll(plain());
    return all;
  }

  private static List<Payload> expressions() {
    String load = "''.getClass().forName('" + TRAP + "')";
    return List.of(
        CALL,
        expression("a deferred call", "#{" + SPRING + "}"),
        expression("a loaded class", "${" + load + "}"),
        expression(
            "a class loader",
            "${''.getClass().getClassLoader().loadClass('" + TRAP + "').newInstance()}"),
        expression(
            "a process",
            "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime')"
                + ".invoke(null).exec('touch "
                + FILE
                + "')}"),
        expression(
            "a file",
            "${''.getClass().forName('java.io.File').getConstructor(''.getClass())"
                + ".newInstance('"
                + FILE
                + "').createNewFile()}"),
        expression("a class by index", "${''['class'].forName('" + TRAP + "')}"),
        expression("a class as property", "${''.class.name}"),
        expression("the bean's class", "${millrace.decide.getClass()}"),
        expression("the bean's method", "${millrace.decide.execute(execution)}"),
        expression("the bean by index", "${millrace['decide']}"),
        expression("the engine", "${execution.getProcessEngineServices().getTaskService()}"),
        expression("the engine as property", "${execution.processEngineServices.taskService}"),
        expression("a variable set", "${execution.setVariable('a', 'b')}"),
        expression("a task", "${task.execution.processEngine}"),
        expression("another bean", "${mailService.send()}"),
        expression("a function", "${now()}"),
        expression("a function of the user", "${currentUserGroups()}"),
        expression("a function of time", "${dateTime().plusDays(1)}"),
        expression("a choice", "${true ? " + SPRING + " : 0}"),
        expression("arithmetic", "${1 + 1}"),
        expression("a literal", "${'text'}"),
        expression("an empty one", "${}"),
        expression("a nested one", "${'${" + SPRING + "}'}"),
        expression("a second one", "${a}${" + SPRING + "}"),
        expression("one in a text", "a ${" + SPRING + "} b"),
        expression("one behind a dollar", "$${" + SPRING + "}"),
        expression("one behind a backslash", "\\${a}${" + SPRING + "}"),
        expression("one behind a condition", "${a == 'b'}${" + SPRING + "}"),
        expression("one in a condition", "${a == 'b' && " + SPRING + "}"),
        expression("one compared", "${" + SPRING + " == 'b'}"),
        expression("one compared with", "${a == " + SPRING + "}"),
        expression("blanks", "   ${ " + SPRING + " }   "),
        expression("lines", "\n${\n" + SPRING + "\n}\n"),
        expression("a comparison of others", "${a < 1 || " + SPRING + "}"),
        expression("a text without end", "${a == 'b"),
        expression("a long one", "${" + "(".repeat(200) + SPRING + ")".repeat(200) + "}"));
  }

  /** The same call, written so that a search of the bytes would not find it. */
  private static List<Payload> written() {
    String call = escaped(SPRING);
    return List.of(
        new Payload("decimal", "&#36;&#123;" + call + "}", "&#36;&#123;" + call + "}", true),
        new Payload("hexadecimal", "&#x24;&#x7B;" + call + "}", "&#x24;&#x7b;" + call + "}", true),
        new Payload("half decimal", "$&#123;" + call + "}", "$&#123;" + call + "}", true),
        new Payload("zeros", "&#0000036;{" + call + "}", "$&#x0000007b;" + call + "}", true),
        new Payload("hash", "&#35;{" + call + "}", "&#35;&#123;" + call + "}", true),
        new Payload("CDATA", "${" + call + "}", "<![CDATA[${" + SPRING + "}]]>", true),
        new Payload("halves", "${" + call + "}", "<![CDATA[$]]>{" + SPRING + "}", true),
        new Payload("two CDATA", "${" + call + "}", "<![CDATA[$]]><![CDATA[{a.b()}]]>", true),
        new Payload("a comment", "${" + call + "}", "$<!-- -->{" + call + "}", true),
        new Payload("an instruction", "${" + call + "}", "$<?x y?>{" + call + "}", true),
        new Payload("a child", "${" + call + "}", "$<bpmn:text />{" + call + "}", true));
  }

  private static List<Payload> plain() {
    return List.of(
        CLASS,
        plain("a class with blanks", " " + TRAP + " "),
        plain("a class of the JDK", "java.lang.ProcessBuilder"),
        plain("juel", "juel"),
        plain("javascript", "javascript"),
        plain("groovy", "groovy"),
        plain("a script", "new java.io.File('" + FILE + "').createNewFile()"),
        plain("a script of Graal", "Java.type('" + TRAP + "').spring()"),
        plain("a resource", "deployment://hostile.bpmn"),
        plain("a resource of the class path", "classpath://hostile.groovy"),
        plain("a shell", "shell"),
        plain("a mail", "mail"));
  }

  private static Payload expression(String name, String value) {
    return new Payload(name, escaped(value), escaped(value), true);
  }

  private static Payload plain(String name, String value) {
    return new Payload(name, escaped(value), escaped(value), false);
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  String at(boolean isAttribute) {
    return isAttribute ? attribute : text;
  }

  @Override
  public String toString() {
    return name;
  }
}
