import { Controller } from "@hotwired/stimulus";

/** Sends a form off as soon as it is there. Without scripts its button does. */
export default class OnwardController extends Controller<HTMLFormElement> {
  override connect(): void {
    this.element.submit();
  }
}
